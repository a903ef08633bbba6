"""What those who run the server tell everybody."""

from datetime import timedelta

from attrs import evolve

from microblog.domain.model.announcement import (
    Announcement,
    AnnouncementReaction,
    DismissedAnnouncement,
    ReactionCount,
)
from tests.integration.storage.storage import NOW, Storage


def some_announcement(storage: Storage) -> Announcement:
    later = NOW + timedelta(days=1)
    return Announcement(storage.new_id(), 'Zoë 🦜 "x" \\ %s', "<p>x</p>", NOW, later, NOW, later)


def test_an_announcement_is_kept_replaced_and_removed_with_all_answers(storage: Storage) -> None:
    anna = storage.account()
    first, second = some_announcement(storage), evolve(some_announcement(storage), published_at=None, ends_at=None)
    changed = evolve(first, text="x", ends_at=None)
    with storage.begin() as unit:
        for one in (first, second):
            unit.announcements.save(one)
            unit.announcements.dismiss(DismissedAnnouncement(one.id, anna.id))
            unit.announcements.react(AnnouncementReaction(one.id, anna.id, "🦜", NOW))
        unit.announcements.save(changed)
        unit.commit()
    with storage.begin() as unit:
        assert list(unit.announcements.all()) == [second, changed]
        assert unit.announcements.get(first.id) == changed
        assert unit.announcements.get(404) is None
        assert unit.announcements.remove(first.id)
        assert not unit.announcements.remove(first.id)
        unit.commit()
    with storage.begin() as unit:
        assert list(unit.announcements.all()) == [second]
        assert list(unit.announcements.dismissed_by(anna.id)) == [second.id]
        assert list(unit.announcements.reactions(anna.id)) == [ReactionCount(second.id, "🦜", 1, True)]


def test_what_somebody_has_not_read_is_shown_in_its_time(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    shown, ended, draft, endless = (some_announcement(storage) for _ in range(4))
    ended, draft, endless = evolve(ended, ends_at=NOW), evolve(draft, published_at=None), evolve(endless, ends_at=None)
    with storage.begin() as unit:
        for one in (shown, ended, draft, endless):
            unit.announcements.save(one)
        for _ in range(2):
            unit.announcements.dismiss(DismissedAnnouncement(endless.id, anna.id))
        unit.commit()
    assert list(storage.announcements.unread(anna.id, NOW)) == [shown]
    assert list(storage.announcements.unread(ben.id, NOW)) == [endless, shown]
    assert list(storage.announcements.unread(ben.id, NOW + timedelta(days=1))) == [endless]


def test_answers_are_counted_by_emoji_and_go_with_who_gave_them(storage: Storage) -> None:
    anna, ben, one, other = storage.account(), storage.account(), some_announcement(storage), some_announcement(storage)
    with storage.begin() as unit:
        for announcement in (one, other):
            unit.announcements.save(announcement)
        for who, name in ((anna, "🦜"), (anna, "🦜"), (ben, "🦜"), (ben, "❤️"), (ben, "👍"), (ben, "👍🏽")):
            unit.announcements.react(AnnouncementReaction(one.id, who.id, name, NOW))
        unit.announcements.react(AnnouncementReaction(other.id, ben.id, "🦜", NOW))
        unit.announcements.dismiss(DismissedAnnouncement(one.id, ben.id))
        unit.commit()
    with storage.begin() as unit:
        assert list(unit.announcements.reactions(anna.id)) == [
            ReactionCount(one.id, "❤️", 1, False),
            ReactionCount(one.id, "👍", 1, False),
            ReactionCount(one.id, "👍🏽", 1, False),
            ReactionCount(one.id, "🦜", 2, True),
            ReactionCount(other.id, "🦜", 1, False),
        ]
        unit.announcements.unreact(one.id, ben.id, "👍")
        unit.announcements.unreact(one.id, ben.id, "👍")
        unit.announcements.remove_all(anna.id)
        unit.commit()
    with storage.begin() as unit:
        assert [(each.name, each.count) for each in unit.announcements.reactions(ben.id)] == [
            *(("❤️", 1), ("👍🏽", 1), ("🦜", 1), ("🦜", 1)),
        ]
        unit.announcements.remove_all(ben.id)
        assert list(unit.announcements.reactions(ben.id)) == []
        assert list(unit.announcements.dismissed_by(ben.id)) == []
