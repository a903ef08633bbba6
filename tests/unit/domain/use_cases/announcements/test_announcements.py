"""What those who run the server tell everybody."""

from datetime import timedelta

import pytest

from microblog.domain.model.account import Account
from microblog.domain.model.announcement import MAX_ANNOUNCEMENTS, Announcement
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.use_cases.announcements.answer_announcement import (
    DismissAnnouncement,
    ReactToAnnouncement,
    UnreactToAnnouncement,
)
from microblog.domain.use_cases.announcements.read_announcements import (
    ReadAllAnnouncements,
    ReadAnnouncement,
    ReadAnnouncements,
    ReadUnreadAnnouncements,
)
from microblog.domain.use_cases.announcements.write_announcement import (
    DeleteAnnouncement,
    EndAnnouncement,
    WriteAnnouncement,
)
from tests.unit.domain.use_cases.action_world import ActionWorld


def unread(world: ActionWorld, account: Account) -> list[Announcement]:
    return [view.announcement for view in world.do(ReadUnreadAnnouncements)(account_id=account.id)]


def test_an_announcement_is_shown_from_its_publication_until_it_ends(world: ActionWorld) -> None:
    anna, write = world.account("anna"), world.do(WriteAnnouncement)
    draft = write(text=" Tea #time\r\n", publish=False)
    assert (draft.text, draft.published_at, "#" in draft.html) == ("Tea #time", None, True)
    assert unread(world, anna) == []
    world.clock.move(timedelta(hours=1))
    ends_at = world.clock() + timedelta(hours=1)
    told = write(text="Tea", publish=True, ends_at=ends_at, announcement_id=draft.id)
    assert (told.published_at, told.updated_at, told.created_at) == (world.clock(), world.clock(), draft.created_at)
    assert unread(world, anna) == [told]
    world.clock.move(timedelta(hours=1))
    assert unread(world, anna) == []
    again = write(text="More tea", publish=True, announcement_id=told.id)
    assert again.published_at == told.published_at
    assert unread(world, anna) == [again]
    world.do(EndAnnouncement)(announcement_id=told.id)
    ended = world.do(ReadAnnouncement)(announcement_id=told.id)
    assert ended.ends_at == world.clock()
    world.clock.move(timedelta(hours=1))
    world.do(EndAnnouncement)(announcement_id=told.id)
    assert list(world.do(ReadAllAnnouncements)()) == [ended]
    world.do(DeleteAnnouncement)(announcement_id=told.id)
    assert list(world.do(ReadAllAnnouncements)()) == []
    for change in (world.do(EndAnnouncement), world.do(DeleteAnnouncement), world.do(ReadAnnouncement)):
        for announcement_id in (told.id, -1, 2**63):
            with pytest.raises(NotFound):
                change(announcement_id=announcement_id)


def test_what_is_wrong_with_an_announcement_is_said(world: ActionWorld) -> None:
    write = world.do(WriteAnnouncement)
    with pytest.raises(ValidationError, match="announcement: required"):
        write(text=" ", publish=True)
    with pytest.raises(ValidationError, match="announcement: too_long"):
        write(text="x" * 5001, publish=True)
    with pytest.raises(ValidationError, match="ends_at: too_soon"):
        write(text="x", publish=True, ends_at=world.clock())
    with pytest.raises(NotFound):
        write(text="x", publish=True, announcement_id=404)
    for _ in range(MAX_ANNOUNCEMENTS):
        write(text="x", publish=False)
    with pytest.raises(ValidationError, match="announcement: too_many"):
        write(text="x", publish=True)
    assert len(world.rows.announcements) == MAX_ANNOUNCEMENTS


def test_who_has_read_it_is_not_shown_it_again(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    write, dismiss = world.do(WriteAnnouncement), world.do(DismissAnnouncement)
    told, draft = write(text="Tea", publish=True), write(text="Later", publish=False)
    for _ in range(2):
        dismiss(account_id=anna.id, announcement_id=told.id)
    assert (unread(world, anna), unread(world, ben)) == ([], [told])
    views = [world.do(ReadAnnouncements)(account_id=one.id) for one in (anna, ben)]
    assert [[(each.announcement, each.dismissed) for each in view] for view in views] == [
        [(told, True)],
        [(told, False)],
    ]
    for announcement_id in (draft.id, 404, -1):
        with pytest.raises(NotFound):
            dismiss(account_id=anna.id, announcement_id=announcement_id)


def test_people_answer_with_emojis(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    told = world.do(WriteAnnouncement)(text="Tea", publish=True)
    react = world.do(ReactToAnnouncement, count_graphemes=lambda _: 1)
    for who, name in ((anna, "🫖"), (anna, "🫖"), (ben, "🫖"), (ben, "❤️")):
        react(account_id=who.id, announcement_id=told.id, name=name)
    (view,) = world.do(ReadAnnouncements)(account_id=anna.id)
    assert [(one.name, one.count, one.own) for one in view.reactions] == [("❤️", 1, False), ("🫖", 2, True)]
    assert list(world.do(ReadUnreadAnnouncements)(account_id=anna.id)) == [view]
    for name in ("x", "", "5", "🫖" * 21, "\0"):
        with pytest.raises(ValidationError, match="name: no_emoji"):
            react(account_id=anna.id, announcement_id=told.id, name=name)
    with pytest.raises(ValidationError, match="name: no_emoji"):
        world.do(ReactToAnnouncement, count_graphemes=lambda _: 2)(
            account_id=anna.id, announcement_id=told.id, name="🫖🫖"
        )
    for name in "🦀🐙🐬🐳🦑🐟":
        react(account_id=ben.id, announcement_id=told.id, name=name)
    with pytest.raises(ValidationError, match="name: too_many"):
        react(account_id=anna.id, announcement_id=told.id, name="🐡")
    unreact = world.do(UnreactToAnnouncement)
    for _ in range(2):
        unreact(account_id=anna.id, announcement_id=told.id, name="🫖")
    (view,) = world.do(ReadAnnouncements)(account_id=anna.id)
    assert [(one.count, one.own) for one in view.reactions if one.name == "🫖"] == [(1, False)]
    world.do(EndAnnouncement)(announcement_id=told.id)
    with pytest.raises(NotFound):
        react(account_id=anna.id, announcement_id=told.id, name="🫖")
    with pytest.raises(NotFound):
        unreact(account_id=ben.id, announcement_id=told.id, name="🫖")
