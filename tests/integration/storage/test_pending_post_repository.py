"""Scheduled posts and drafts, and the pictures that they keep."""

from datetime import timedelta

from attrs import evolve

from microblog.domain.model.pending_post import Obstacle
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post import Visibility
from tests.integration.storage.storage import NOW, Storage

LATER = NOW + timedelta(days=1)
MOMENT = timedelta(milliseconds=1)


def test_one_is_kept_as_it_is_and_changed_in_what_can_change(storage: Storage) -> None:
    anna = storage.account()
    pending = storage.pending_post(
        anna,
        text="'Tea' 🍵\n\\",
        content_warning="ß %s",
        visibility=Visibility.MENTIONED,
        language="pt-BR",
        in_reply_to_id=2**63 - 1,
        media_ids=(2**63 - 1, 3, 2),
        scheduled_at=LATER,
        idempotency_key="Key",
        sensitive=True,
        poll=WantedPoll(("ß", "'☕"), 2**31, multiple=True, hide_totals=True),
        app_id=2**63 - 1,
    )
    other = storage.pending_post(anna)
    changed = evolve(
        pending,
        text="",
        content_warning="",
        visibility=Visibility.PUBLIC,
        language=None,
        in_reply_to_id=None,
        media_ids=(),
        scheduled_at=None,
        obstacle=Obstacle.ANSWERED,
        sensitive=False,
        poll=None,
    )
    with storage.begin() as unit:
        assert (unit.pending_posts.get(pending.id), unit.pending_posts.get(other.id)) == (pending, other)
        unit.pending_posts.save(evolve(changed, created_at=LATER, idempotency_key="other", app_id=7))
        unit.pending_posts.save(evolve(changed, id=10**6))
        unit.commit()
    with storage.begin() as unit:
        assert (unit.pending_posts.get(pending.id), unit.pending_posts.get(other.id)) == (changed, other)
        assert unit.pending_posts.get(10**6) is None


def test_those_of_an_account_come_newest_first(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    first, second = storage.pending_post(anna, scheduled_at=LATER), storage.pending_post(anna)
    storage.pending_post(ben)
    with storage.begin() as unit:
        assert list(unit.pending_posts.of_account(anna.id)) == [second, first]
        assert unit.pending_posts.moments(anna.id) == {first.id: LATER, second.id: None}
        assert list(unit.pending_posts.of_account(10**6)) == []


def test_those_are_due_whose_time_has_come_and_who_waited_longest_come_first(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    storage.pending_post(anna)
    now = storage.pending_post(anna, scheduled_at=LATER)
    early = storage.pending_post(ben, scheduled_at=NOW)
    also_now = storage.pending_post(ben, scheduled_at=LATER)
    storage.pending_post(ben, scheduled_at=LATER + MOMENT)
    with storage.begin() as unit:
        assert list(unit.pending_posts.due(LATER, 10)) == [early.id, now.id, also_now.id]
        assert list(unit.pending_posts.due(LATER, 2)) == [early.id, now.id]
        assert list(unit.pending_posts.due(NOW - MOMENT, 10)) == []


def test_one_is_removed_once_and_all_of_an_account_together(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    first, theirs = storage.pending_post(anna), storage.pending_post(ben)
    storage.pending_post(anna, scheduled_at=LATER)
    with storage.begin() as unit:
        assert unit.pending_posts.remove(first.id)
        assert not unit.pending_posts.remove(first.id)
        unit.commit()
    with storage.begin() as unit:
        assert not unit.pending_posts.remove(first.id)
        assert len(unit.pending_posts.of_account(anna.id)) == 1
        unit.pending_posts.remove_all(anna.id)
        unit.commit()
    with storage.begin() as unit:
        assert list(unit.pending_posts.of_account(anna.id)) == []
        assert list(unit.pending_posts.of_account(ben.id)) == [theirs]


def test_a_picture_knows_what_keeps_it(storage: Storage) -> None:
    anna = storage.account()
    pending = storage.pending_post(anna)
    first, second = storage.media(anna), storage.media(anna)
    kept = evolve(first, pending_post_id=pending.id, unused_since=None)
    with storage.begin() as unit:
        unit.media.save(kept)
        unit.commit()
    with storage.begin() as unit:
        found = unit.media.several([second.id, first.id, 10**6])
        assert sorted(found, key=lambda media: media.id) == [kept, second]
        assert list(unit.media.several([])) == []
        assert list(unit.media.unused(LATER, 10)) == [second]
