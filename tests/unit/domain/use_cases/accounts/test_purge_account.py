import pytest
from attrs import define

from microblog.adapters.storage.memory.search_index import MemorySearchIndex
from microblog.domain.model.account import AccountState
from microblog.domain.model.announcement import Announcement, AnnouncementReaction, DismissedAnnouncement
from microblog.domain.model.digest import Digest
from microblog.domain.model.events import AccountDeleted, MentionNotified
from microblog.domain.model.filter import FilterContext
from microblog.domain.model.marker import MarkedTimeline
from microblog.domain.model.report import Report, ReportCategory
from microblog.domain.model.session import Purpose, Session, Token
from microblog.domain.use_cases.accounts.note_account import NoteAccount
from microblog.domain.use_cases.accounts.purge_account import BATCH, PurgeAccount
from microblog.domain.use_cases.directory.suggest_accounts import DismissSuggestion
from microblog.domain.use_cases.endorsements.endorse_account import EndorseAccount
from microblog.domain.use_cases.filters.create_filter import CreateFilter
from microblog.domain.use_cases.markers.save_markers import SaveMarkers
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory
from tests.unit.domain.use_cases.action_world import ActionWorld


def _busy_world(world: ActionWorld, posts: int) -> int:
    """Somebody who did everything one can do, and then left; returns who."""
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(anna, ben)
    world.follow(ben, anna)
    world.follow_tag(anna, "rye")
    world.list(anna, ben)
    world.do(EndorseAccount)(account_id=anna.id, target=ben.id)
    world.do(EndorseAccount)(account_id=ben.id, target=anna.id)
    world.do(DismissSuggestion)(account_id=anna.id, target=ben.id)
    world.do(DismissSuggestion)(account_id=ben.id, target=anna.id)
    world.do(CreateFilter)(account_id=anna.id, title="x", contexts=[FilterContext.HOME])
    world.do(NoteAccount)(account_id=anna.id, target=ben.id, text="x")
    world.do(NoteAccount)(account_id=ben.id, target=anna.id, text="x")
    world.list(ben, anna)
    world.do(SaveMarkers)(account_id=anna.id, last_read=dict.fromkeys(MarkedTimeline, 1))
    world.block(anna, world.account("carla"))
    world.mute(anna, ben)
    world.mute(ben, anna)
    theirs = world.post(ben, anna)
    world.like(anna, theirs)
    world.bookmark(anna, theirs)
    world.mute_thread(anna, theirs)
    world.pin(world.post(anna))
    world.post(anna, boost_of=theirs)
    for _ in range(posts):
        post = world.post(anna, ben)
        world.post(ben, boost_of=post)
        world.notification(ben, anna, post)
        with world.unit_of_work() as uow:
            uow.home_timelines.fan_out(post)
            uow.commit()
    world.react_twice(MentionNotified(world.notification(anna, ben, theirs).id))
    now = world.clock()
    with world.unit_of_work() as uow:
        uow.sessions.add(Session(world.new_id(), b"s", anna.id, now, now, now, False, ""))
        uow.tokens.add(Token(b"t", Purpose.RESET_PASSWORD, anna.id, now, now))
        uow.home_timelines.add([anna.id], theirs.id)
        for by, about in ((anna, ben), (ben, anna)):
            other = ReportCategory.OTHER
            uow.reports.save(Report(world.new_id(), by.id, about.id, other, "x", (), (), now, now))
        uow.announcements.save(Announcement(world.new_id(), "", "", now, now, now))
        (told,) = uow.announcements.all()
        uow.announcements.dismiss(DismissedAnnouncement(told.id, anna.id))
        uow.announcements.react(AnnouncementReaction(told.id, anna.id, "x", now))
        uow.digests.add(Digest(anna.id, 202611211, 1, now))
        uow.idempotency.add(anna.id, "key", theirs.id, now)
        uow.commit()
    world.let_in(anna)
    for _ in range(BATCH + 1):
        world.picture(anna)
    world.picture(ben)
    world.change(anna, AccountState.DELETED)
    return anna.id


def _traces(world: ActionWorld, account_id: int) -> list[object]:
    rows = world.rows
    return [
        *(post for post in rows.posts.values() if post.account_id == account_id and post.deleted_at is None),
        *(pair for pair in [*rows.follows, *rows.blocks, *rows.mutes] if account_id in pair),
        *(
            key
            for key in [
                *rows.followed_tags,
                *rows.featured_tags,
                *rows.likes,
                *rows.bookmarks,
                *rows.pins,
                *rows.markers,
            ]
            if key[0] == account_id
        ),
        *(pair for pair in [*rows.account_notes, *rows.endorsements, *rows.dismissals] if account_id in pair),
        *(one for one in rows.filters.values() if one.account_id == account_id),
        *(key for key in [*rows.thread_mutes, *rows.conversations] if key[0] == account_id),
        *(one for one in rows.lists.values() if one.account_id == account_id),
        *(one for one in rows.list_members.values() if account_id in (one.owner_id, one.account_id)),
        *(one for one in rows.notifications.values() if account_id in (one.account_id, one.sender_id)),
        *(one for one in rows.sessions.values() if one.account_id == account_id),
        *(one for one in rows.tokens.values() if one.account_id == account_id),
        *world.let_in_by(rows.accounts[account_id]),
        *(one for one in rows.mail_deliveries.values() if one.account_id == account_id),
        *(one for one in rows.digests.values() if one.account_id == account_id),
        *(key for key in rows.idempotency if key[0] == account_id),
        *rows.home_timelines.get(account_id, ()),
        *(one for one in rows.media.values() if one.account_id == account_id),
        *(one for one in rows.users if one == account_id),
    ]


def test_nothing_is_left_but_the_name(world: ActionWorld) -> None:
    anna_id = _busy_world(world, BATCH + 3)
    assert len(_traces(world, anna_id)) > 2 * BATCH
    world.react_twice(AccountDeleted(anna_id))
    assert _traces(world, anna_id) == []
    account = world.rows.accounts[anna_id]
    assert account.username == "anna"
    gone = {post.id for post in world.rows.posts.values() if post.deleted_at is not None}
    assert not any(gone & timeline for timeline in world.rows.home_timelines.values())


@define
class _DiesAtTheThird(UnitOfWorkFactory):
    _world: ActionWorld
    _begun: int = 0

    def __call__(self) -> UnitOfWork:
        self._begun += 1
        if self._begun == 3:
            raise KeyboardInterrupt
        return self._world.unit_of_work()


def test_a_run_that_was_cut_off_is_taken_up(world: ActionWorld) -> None:
    anna_id = _busy_world(world, 2 * BATCH)
    (task,) = world.happens(AccountDeleted(anna_id))
    with pytest.raises(KeyboardInterrupt):
        PurgeAccount(_DiesAtTheThird(world), world.clock, world.media_store, MemorySearchIndex())(task=task)
    assert world.open_tasks == [task]
    assert _traces(world, anna_id)
    world.sweep()
    assert _traces(world, anna_id) == []
    assert world.open_tasks == []


def test_an_account_that_is_there_is_left_alone(world: ActionWorld) -> None:
    anna = world.account("anna")
    post = world.post(anna)
    world.react_twice(AccountDeleted(anna.id))
    assert world.rows.posts[post.id].deleted_at is None
    assert anna.id in world.rows.users
