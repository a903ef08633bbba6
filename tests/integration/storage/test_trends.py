"""What is in fashion."""

from datetime import date, timedelta

from attrs import evolve

from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Visibility
from microblog.domain.model.trend import StirringPost, TagDay
from tests.integration.storage.storage import NOW, Storage

TODAY = NOW.date()


def test_the_hashtags_of_a_day_are_counted(storage: Storage) -> None:
    anna, ben, suspended = storage.account(), storage.account(), storage.account(state=AccountState.SUSPENDED)
    for author in (anna, ben, suspended, storage.account(limited=True)):
        storage.post(author, hashtags=("straße", "tea"))
        storage.post(author, Visibility.UNLISTED, hashtags=("unlisted",))
    storage.post(anna, hashtags=("tea",))
    storage.post(anna, hashtags=("often",))
    storage.post(anna, hashtags=("often",))
    storage.post(anna, hashtags=("yesterday",), created_at=NOW - timedelta(days=1))
    storage.post(anna, hashtags=("far",), domain="elsewhere.example")
    storage.bury(storage.post(anna, hashtags=("gone",)))
    with storage.begin() as unit:
        counted = unit.trends.count_day(TODAY, 10)
        assert counted == [
            TagDay("tea", TODAY, 3, 2),
            TagDay("straße", TODAY, 2, 2),
            TagDay("often", TODAY, 2, 1),
        ]
        assert unit.trends.count_day(TODAY, 1) == counted[:1]
        assert [one.name for one in unit.trends.count_day(TODAY - timedelta(days=1), 10)] == ["yesterday"]
        assert unit.trends.count_day(date(2020, 1, 1), 10) == []


def test_days_are_kept_replaced_and_forgotten(storage: Storage) -> None:
    yesterday = TODAY - timedelta(days=1)
    old, first, second = TagDay("a", yesterday, 9, 8), TagDay("a", TODAY, 1, 1), TagDay("ß", TODAY, 2, 2)
    with storage.begin() as unit:
        unit.trends.save_day(yesterday, [old])
        unit.trends.save_day(TODAY, [first])
        unit.trends.save_day(TODAY, [first, second])
        unit.commit()
    with storage.begin() as unit:
        assert {*unit.trends.days_since(yesterday)} == {old, first, second}
        assert {*unit.trends.days_since(TODAY)} == {first, second}
    assert {*storage.trends.days_of(["a", "x"], yesterday)} == {old, first}
    assert storage.trends.days_of(["a"], TODAY) == [first]
    with storage.begin() as unit:
        unit.trends.remove_before(TODAY)
        unit.trends.save_day(TODAY, [])
        assert unit.trends.days_since(yesterday) == []


def test_posts_that_were_liked_or_boosted_are_found(storage: Storage) -> None:
    anna, ben = storage.account(), storage.account()
    first, second, old = (
        storage.post(anna),
        storage.post(anna),
        storage.post(anna, created_at=NOW - timedelta(days=2)),
    )
    for post in (first, second, old):
        storage.like(ben, post)
    storage.boost(ben, second)
    storage.like(ben, storage.post(anna, Visibility.UNLISTED))
    storage.like(ben, storage.post(storage.account(limited=True)))
    storage.like(ben, storage.post(anna, answers=first))
    storage.post(anna)
    found = [StirringPost(second.id, second.created_at, 1, 1), StirringPost(first.id, first.created_at, 1, 0)]
    with storage.begin() as unit:
        assert unit.trends.stirring_posts(NOW - timedelta(days=1), 10) == found
        assert unit.trends.stirring_posts(NOW - timedelta(days=1), 1) == found[:1]


def test_trends_are_read_in_their_order_by_whoever_may_see_them(storage: Storage) -> None:
    anna, ben, viewer = storage.account(), storage.account(), storage.account()
    first, second, hidden = storage.post(anna), storage.post(ben), storage.post(anna, Visibility.FOLLOWERS)
    with storage.begin() as unit:
        unit.trends.save(["x"], [hidden.id])
        unit.trends.save(["b", "a", "ß"], [second.id, hidden.id, first.id])
        unit.commit()
    assert storage.trends.tags(0, 10) == ["b", "a", "ß"]
    assert storage.trends.tags(1, 1) == ["a"]
    assert storage.trends.tags(5, 1) == []
    assert [view.id for view in storage.trends.posts(None, 0, 10)] == [second.id, first.id]
    assert [view.id for view in storage.trends.posts(viewer.id, 1, 10)] == [first.id]
    with storage.begin() as unit:
        unit.accounts.lock(ben.id)
        unit.accounts.save(evolve(ben, limited=True))
        unit.commit()
    assert [view.id for view in storage.trends.posts(None, 0, 10)] == [first.id]
    storage.follow(viewer, ben)
    assert [view.id for view in storage.trends.posts(viewer.id, 0, 10)] == [second.id, first.id]
    storage.mute(viewer, ben)
    assert [view.id for view in storage.trends.posts(viewer.id, 0, 10)] == [first.id]
    storage.block(anna, viewer)
    assert storage.trends.posts(viewer.id, 0, 10) == []
    storage.bury(first)
    assert [view.id for view in storage.trends.posts(ben.id, 0, 10)] == [second.id]


def test_a_period_begins_once(storage: Storage) -> None:
    with storage.begin() as unit:
        assert unit.trends.last_period() is None
        assert unit.trends.begin(7)
        assert not unit.trends.begin(7)
    with storage.begin() as unit:  # that was not committed
        assert unit.trends.begin(7)
        unit.commit()
    with storage.begin() as unit:
        assert [unit.trends.begin(period) for period in (7, 6, 9)] == [False, False, True]
        assert unit.trends.last_period() == 9
