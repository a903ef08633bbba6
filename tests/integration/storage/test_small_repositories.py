"""Mails that were sent, idempotency keys and statistics."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Conflict
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.model.relationships import Like
from microblog.domain.model.statistics import DayStatistics
from tests.integration.storage.storage import NOW, Storage


def test_a_mail_is_begun_once(storage: Storage) -> None:
    account = storage.account()
    delivery = MailDelivery("mention:1", account.id, MailState.SENDING, NOW)
    with storage.begin() as unit:
        assert unit.mail_deliveries.start(delivery)
        unit.commit()
    with storage.begin() as unit:
        unit.mail_deliveries.remove(delivery.key)
        assert unit.mail_deliveries.start(delivery)
        unit.mail_deliveries.finish(delivery.key, MailState.SENT)
        for _ in range(2):
            unit.mail_deliveries.remove(delivery.key)
            assert not unit.mail_deliveries.start(delivery)


def test_what_became_of_mails_can_be_told_apart(storage: Storage) -> None:
    account = storage.account()
    deliveries = [
        MailDelivery(f"mention/{number}", account.id, MailState.SENDING, NOW + timedelta(seconds=number))
        for number in range(5)
    ]
    states = [MailState.SENT, MailState.UNKNOWN, MailState.REFUSED, MailState.SENDING, MailState.UNKNOWN]
    with storage.begin() as unit:
        for delivery, state in zip(deliveries, states, strict=True):
            unit.mail_deliveries.start(delivery)
            if state is not MailState.SENDING:
                unit.mail_deliveries.finish(delivery.key, state)
        unit.commit()
    with storage.begin() as unit:
        assert unit.mail_deliveries.counts() == Counter(states)
        unknown = [evolve(deliveries[number], state=MailState.UNKNOWN) for number in (4, 1)]
        assert list(unit.mail_deliveries.latest([MailState.UNKNOWN], 10)) == unknown
        assert [one.key for one in unit.mail_deliveries.latest(list(MailState), 2)] == ["mention/4", "mention/3"]
        for delivery in deliveries:
            unit.mail_deliveries.abandon(delivery.key)
        expected = Counter({MailState.UNKNOWN: 3, MailState.SENT: 1, MailState.REFUSED: 1})
        assert unit.mail_deliveries.counts() == expected


def test_mails_to_an_account_are_forgotten(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    mine = MailDelivery("mention:1", account.id, MailState.SENT, NOW)
    foreign = MailDelivery("mention:2", other.id, MailState.SENT, NOW)
    with storage.begin() as unit:
        unit.mail_deliveries.start(mine)
        unit.mail_deliveries.start(foreign)
        unit.mail_deliveries.remove_all(account.id)
        assert unit.mail_deliveries.start(mine)
        assert not unit.mail_deliveries.start(foreign)


def test_a_key_is_used_once_by_each_account(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    with storage.begin() as unit:
        unit.idempotency.add(account.id, "Key", 7, NOW)
        unit.idempotency.add(account.id, "key", 8, NOW)
        unit.idempotency.add(other.id, "Key", 9, NOW)
        unit.commit()
    with storage.begin() as unit:
        with pytest.raises(Conflict):
            unit.idempotency.add(account.id, "Key", 10, NOW)
        found = [unit.idempotency.post_id(account.id, "Key"), unit.idempotency.post_id(account.id, "key")]
        assert found == [7, 8]
        assert unit.idempotency.post_id(other.id, "key") is None


def test_the_keys_of_an_account_are_forgotten(storage: Storage) -> None:
    account, other = storage.account(), storage.account()
    with storage.begin() as unit:
        for one, key in ((account, "a"), (account, "ä"), (other, "a")):
            unit.idempotency.add(one.id, key, 7, NOW)
        unit.idempotency.remove_all(account.id)
        assert [unit.idempotency.post_id(account.id, key) for key in ("a", "ä")] == [None, None]
        assert unit.idempotency.post_id(other.id, "a") == 7


def test_a_key_and_its_post_are_undone_together(storage: Storage) -> None:
    author = storage.account()
    storage.account()
    with storage.begin() as unit:
        unit.idempotency.add(author.id, "key", 7, NOW)
        unit.commit()
    with pytest.raises(Conflict), storage.begin() as unit:  # noqa: PT012 - the block is what is tested
        unit.posts.add(storage.some_post(author))
        unit.idempotency.add(author.id, "key", 8, NOW)
        unit.commit()
    assert storage.timelines.public(None, Cursor()).items == ()


def test_old_keys_are_forgotten(storage: Storage) -> None:
    account = storage.account()
    with storage.begin() as unit:
        unit.idempotency.add(account.id, "old", 7, NOW)
        unit.idempotency.add(account.id, "new", 8, NOW + timedelta(seconds=1))
        assert unit.idempotency.remove_before(NOW) == 0
        assert unit.idempotency.remove_before(NOW + timedelta(seconds=1)) == 1
        assert unit.idempotency.post_id(account.id, "old") is None
        assert unit.idempotency.post_id(account.id, "new") == 8


def test_a_day_is_counted(storage: Storage) -> None:
    day = date(2026, 3, 1)
    midnight = datetime(2026, 3, 1, tzinfo=UTC)
    last = midnight + timedelta(days=1, milliseconds=-1)
    writes, boosts, likes, idle = (storage.account(created_at=midnight - timedelta(days=9)) for _ in range(4))
    elsewhere = storage.account(domain="example.net", created_at=midnight)
    for state in AccountState:
        storage.account(state=state, created_at=last)
    storage.account(created_at=midnight + timedelta(days=1))
    first = storage.post(writes, created_at=midnight)
    storage.post(writes, created_at=last)
    storage.bury(storage.post(writes, created_at=last))
    storage.post(idle, created_at=midnight - timedelta(milliseconds=1))
    storage.post(elsewhere, created_at=midnight)
    with storage.begin() as unit:
        unit.posts.add(storage.some_post(boosts, boost_of_id=first.id, created_at=midnight))
        unit.likes.add(Like(storage.new_id(), likes.id, first.id, midnight))
        unit.likes.add(Like(storage.new_id(), idle.id, first.id, midnight + timedelta(days=1)))
        unit.likes.add(Like(storage.new_id(), elsewhere.id, first.id, midnight))
        assert unit.statistics.count(day) == DayStatistics(day, posts=3, active_people=3, sign_ups=3)


def test_days_are_kept_and_replaced(storage: Storage) -> None:
    days = [DayStatistics(date(2026, 1, number), number, 2, 3) for number in (3, 1, 2, 9)]
    with storage.begin() as unit:
        for statistics in days:
            unit.statistics.save(statistics)
        unit.statistics.save(DayStatistics(date(2026, 1, 2), 7, 7, 7))
        unit.commit()
    assert list(storage.statistics.between(date(2026, 1, 1), date(2026, 1, 3))) == [
        days[1],
        DayStatistics(date(2026, 1, 2), 7, 7, 7),
        days[0],
    ]
    assert list(storage.statistics.between(date(2025, 1, 1), date(2025, 1, 3))) == []


def test_totals(storage: Storage) -> None:
    author = storage.account()
    storage.account(state=AccountState.SUSPENDED)
    there = storage.account(domain="example.net")
    post = storage.post(author)
    storage.boost(author, post)
    storage.post(there)
    storage.bury(storage.post(author))
    storage.post(author, Visibility.MENTIONED)
    assert storage.statistics.totals() == (1, 1)
