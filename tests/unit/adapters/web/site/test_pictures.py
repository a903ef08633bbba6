"""What is drawn: avatars and charts."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

from microblog.adapters.web.site.avatars import _COLOURS, draw_avatar
from microblog.adapters.web.site.statistics import charts
from microblog.domain.model.statistics import DayStatistics


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_initial_can_be_read_on_every_ground() -> None:
    for colours in _COLOURS:
        for colour in colours:
            assert 1.05 / (luminance(colour) + 0.05) >= 4.5, colour


def test_an_avatar_is_well_formed_and_depends_on_the_name_alone() -> None:
    for name in ("ada", "_", "__x", "name@example.org", "9lives"):
        assert ET.fromstring(draw_avatar(name)).tag.endswith("svg")
    assert draw_avatar("Ada") == draw_avatar("Ada")
    assert draw_avatar("ada").replace(">A<", "") == draw_avatar("ADA").replace(">A<", "")
    assert ">L<" in draw_avatar("_lea")


def test_a_chart_is_scaled_to_its_highest_day_and_leaves_gaps() -> None:
    first = date(2026, 1, 1)
    days = [DayStatistics(first + timedelta(days=day), posts, 0, 1) for day, posts in ((0, 5), (1, 10), (4, 0))]
    posts, people, sign_ups = charts(days)
    assert [(bar.x, bar.y, bar.height) for bar in posts.bars] == [(1, 50.0, 50.0), (11, 0.0, 100.0), (41, 100.0, 0.0)]
    assert posts.width == 50
    assert (posts.most, people.most, sign_ups.most) == (10, 0, 1)
    assert {bar.height for bar in people.bars} == {0.0}
    assert charts([]) == ()
    assert charts([DayStatistics(first, 0, 0, 0)]) == (), "a chart of noughts shows nothing"
