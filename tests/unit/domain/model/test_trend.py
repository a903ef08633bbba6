from datetime import UTC, date, datetime, timedelta

from microblog.domain.model.trend import MOST_TRENDS, StirringPost, TagDay, ranked_posts, ranked_tags

TODAY = date(2026, 5, 4)
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def _day(name: str, accounts: int, age: int = 0, uses: int = 0) -> TagDay:
    return TagDay(name, TODAY - timedelta(days=age), uses or accounts, accounts)


def test_what_more_people_write_of_lately_comes_first() -> None:
    days = [_day("old", 9, age=4), _day("new", 2), _day("both", 2), _day("both", 2, age=1), _day("alike", 2)]
    assert ranked_tags(days, TODAY) == ["both", "alike", "new", "old"]


def test_what_one_person_writes_of_again_and_again_is_no_trend() -> None:
    assert ranked_tags([_day("alone", 1, age=age, uses=50) for age in range(7)], TODAY) == []


def test_there_is_an_end_to_what_is_in_fashion() -> None:
    assert len(ranked_tags([_day(f"tag{n}", 2) for n in range(MOST_TRENDS + 1)], TODAY)) == MOST_TRENDS
    assert len(ranked_posts([StirringPost(n, NOW, 2, 0) for n in range(MOST_TRENDS + 1)], NOW)) == MOST_TRENDS


def test_young_posts_need_less_to_be_above_old_ones() -> None:
    old, young, new = (StirringPost(n, NOW - timedelta(hours=age), 3, 2) for n, age in ((1, 40), (2, 4), (3, 0)))
    loved = StirringPost(4, NOW - timedelta(hours=40), 200, 100)
    ahead = StirringPost(5, NOW + timedelta(minutes=1), 0, 2)  # by a clock that is before ours
    assert ranked_posts([old, young, new, loved, ahead], NOW) == [3, 4, 5, 2, 1]


def test_what_one_person_likes_and_boosts_is_no_trend() -> None:
    """Be it the author of it."""
    alone = [StirringPost(1, NOW, 1, 0), StirringPost(2, NOW, 0, 1), StirringPost(3, NOW, 1, 1)]
    assert ranked_posts([*alone, StirringPost(4, NOW, 2, 1)], NOW) == [4]
