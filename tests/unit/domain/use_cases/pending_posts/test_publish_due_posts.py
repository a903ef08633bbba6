from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.errors import StorageUnavailable
from microblog.domain.model.events import AccountDeleted, PostPublished
from microblog.domain.model.pending_post import Obstacle, PendingPost
from microblog.domain.model.poll import Poll, WantedPoll
from microblog.domain.model.post import Post, Visibility
from microblog.domain.use_cases.pending_posts.publish_due_posts import PublishDuePosts
from microblog.ports.unit_of_work import UnitOfWork
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.pending_posts.pending import HOUR, an_hour_later, draft, keep, schedule


def test_it_comes_out_at_its_time_as_a_post_of_then(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    media = world.picture(anna)
    kept = schedule(
        world,
        anna,
        "@ben #Tea",
        content_warning="drinks",
        visibility=Visibility.UNLISTED,
        language="en",
        in_reply_to_id=world.write(ben).id,
        media_ids=(media.id,),
        sensitive=True,
        key="key",
    )
    draft(world, anna)
    later = keep(world, anna, world.clock() + 2 * HOUR)
    world.clock.move(-HOUR / 60)
    assert world.do(PublishDuePosts)() == 0
    world.clock.move(HOUR / 60)
    (post,) = an_hour_later(world)
    assert post.id > later.id
    assert (post.created_at, post.account_id, post.text) == (kept.scheduled_at, anna.id, "@ben #Tea")
    assert (post.content_warning, post.visibility, post.language) == ("drinks", Visibility.UNLISTED, "en")
    assert (post.in_reply_to_id, post.hashtags) == (kept.in_reply_to_id, ("tea",))
    assert [mention.account_id for mention in post.mentions] == [ben.id]
    assert (post.media, post.sensitive) == ((media.attached,), True)
    shown = world.rows.media[media.id]
    assert (shown.post_id, shown.pending_post_id, shown.unused_since) == (post.id, None, None)
    assert world.events[-1] == PostPublished(post.id)
    assert world.home(anna) == [post.id]
    assert kept.id not in world.rows.pending_posts
    assert later.id in world.rows.pending_posts
    assert world.do(PublishDuePosts)() == 0


def test_its_poll_lasts_from_when_it_comes_out(world: ActionWorld) -> None:
    anna = world.account("anna")
    kept = schedule(world, anna, poll=WantedPoll(("tea", "coffee"), 300, multiple=True, hide_totals=True))
    assert world.rows.open_polls == {}
    (post,) = an_hour_later(world)
    assert kept.scheduled_at is not None
    ends_at = kept.scheduled_at + timedelta(minutes=5)
    assert post.poll == Poll(("tea", "coffee"), multiple=True, hide_totals=True, ends_at=ends_at)
    assert world.rows.open_polls[post.id].ends_at == ends_at


def test_those_of_one_moment_come_in_the_order_in_which_they_were_scheduled(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.clock.move(HOUR / 60)
    schedule(world, anna, "third")
    world.clock.move(-HOUR / 60)
    for text in ("first", "second"):
        schedule(world, anna, text)
    world.clock.move(HOUR / 60)
    assert [post.text for post in an_hour_later(world)] == ["first", "second", "third"]


def _hide(world: ActionWorld, _: Account, answered: Post) -> None:
    world.rows.posts[answered.id] = evolve(answered, visibility=Visibility.MENTIONED)


def _bury(world: ActionWorld, _: Account, answered: Post) -> None:
    world.bury(answered)


def _suspend(world: ActionWorld, author: Account, _: Post) -> None:
    world.change_account(author, state=AccountState.SUSPENDED)


def _delete(world: ActionWorld, author: Account, _: Post) -> None:
    world.change_account(author, state=AccountState.DELETED)


def _lose_picture(world: ActionWorld, _: Account, __: Post) -> None:
    world.rows.media.clear()


def _spoil_text(world: ActionWorld, _: Account, __: Post) -> None:
    for pending in list(world.rows.pending_posts.values()):
        world.rows.pending_posts[pending.id] = evolve(pending, text="x" * 501)


@pytest.mark.parametrize(
    ("happens", "obstacle"),
    [
        (_hide, Obstacle.ANSWERED),
        (_bury, Obstacle.ANSWERED),
        (_suspend, Obstacle.ACCOUNT),
        (_delete, Obstacle.ACCOUNT),
        (_lose_picture, Obstacle.MEDIA),
        (_spoil_text, Obstacle.TEXT),
    ],
)
def test_what_cannot_be_published_becomes_a_draft_that_says_why(
    world: ActionWorld, happens: Callable[[ActionWorld, Account, Post], None], obstacle: Obstacle
) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    answered, media = world.write(ben), world.picture(anna)
    kept = schedule(world, anna, in_reply_to_id=answered.id, media_ids=(media.id,))
    other = schedule(world, ben, "Unhindered")
    happens(world, anna, answered)
    if obstacle is Obstacle.TEXT:
        world.rows.pending_posts[other.id] = other
    before = world.rows.pending_posts[kept.id]
    assert [post.text for post in an_hour_later(world)] == ["Unhindered"]
    assert world.rows.pending_posts == {kept.id: evolve(before, scheduled_at=None, obstacle=obstacle)}
    assert an_hour_later(world) == []
    for each in world.rows.media.values():
        assert (each.pending_post_id, each.unused_since) == (kept.id, None)


def test_what_breaks_the_server_holds_nobody_up(world: ActionWorld) -> None:
    anna = world.account("anna")
    kept = schedule(world, anna)
    schedule(world, anna, "Sound")
    unreadable: Any = None
    world.rows.pending_posts[kept.id] = evolve(kept, media_ids=unreadable)
    assert [post.text for post in an_hour_later(world)] == ["Sound"]
    assert world.rows.pending_posts[kept.id].obstacle is Obstacle.FAILURE


def test_what_meets_a_busy_storage_waits_for_the_next_time(world: ActionWorld) -> None:
    anna = world.account("anna")
    kept = schedule(world, anna)
    world.clock.move(HOUR)
    begun: list[UnitOfWork] = []

    def begin() -> UnitOfWork:
        begun.append(world.unit_of_work())
        if len(begun) == 2:
            raise StorageUnavailable(1)
        return begun[-1]

    assert world.do(PublishDuePosts, unit_of_work=begin)() == 0
    assert world.rows.pending_posts == {kept.id: kept}
    assert world.do(PublishDuePosts)() == 1


def _reschedule(kept: PendingPost) -> PendingPost:
    assert kept.scheduled_at is not None
    return evolve(kept, scheduled_at=kept.scheduled_at + HOUR)


def test_somebody_else_may_be_quicker(world: ActionWorld) -> None:
    """Between finding what is due and having it for oneself it is published, thrown away, or put off."""
    anna = world.account("anna")
    for change in (None, _reschedule):
        kept = schedule(world, anna)
        world.clock.move(HOUR)
        begun: list[UnitOfWork] = []

        def begin(kept: PendingPost = kept, change: Callable[..., PendingPost] | None = change) -> UnitOfWork:
            begun.append(world.unit_of_work())  # noqa: B023
            if len(begun) == 2:  # noqa: B023
                rows = world.rows.pending_posts
                rows.pop(kept.id)
                if change is not None:
                    rows[kept.id] = change(kept)
            return begun[-1]  # noqa: B023

        assert world.do(PublishDuePosts, unit_of_work=begin)() == 0
        assert world.rows.posts == {}


def test_with_an_account_all_of_it_is_purged(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    schedule(world, anna, media_ids=(world.picture(anna).id,))
    draft(world, anna)
    theirs = draft(world, ben)
    world.change(anna, AccountState.DELETED)
    world.react_twice(AccountDeleted(anna.id))
    assert list(world.rows.pending_posts) == [theirs.id]
    assert world.rows.media == {}
