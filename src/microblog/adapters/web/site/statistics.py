"""The statistics page and its charts."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.rendering import Pages
from microblog.domain.model.statistics import DayStatistics
from microblog.domain.use_cases.statistics.read_statistics import ReadStatistics
from microblog.ports.translator import N_

_SERIES = (
    ("posts", N_("Posts")),
    ("active_people", N_("Active people")),
    ("sign_ups", N_("Sign-ups")),
)
_STEP = 10
_WIDTH = 8


@frozen
class Bar:
    """One day of a chart, in units of its view box."""

    day: date
    count: int
    x: int
    y: float
    width: int
    height: float


@frozen
class Chart:
    """One count over the days: 100 units high, ten wide for each day."""

    label: str
    most: int
    width: int
    bars: tuple[Bar, ...]


def charts(days: Sequence[DayStatistics]) -> tuple[Chart, ...]:
    """A chart for each count, scaled to its own highest day. A day that was never computed leaves a gap.
    Where all counts are naught there is nothing to draw.
    """
    if not any(getattr(day, name) for day in days for name, _ in _SERIES):
        return ()
    first = days[0].day
    width = ((days[-1].day - first).days + 1) * _STEP
    drawn = []
    for name, label in _SERIES:
        counts = [(day.day, int(getattr(day, name))) for day in days]
        most = max(count for _, count in counts)
        bars = []
        for day, count in counts:
            height = round(count * 100 / most, 1) if most else 0.0
            bars.append(Bar(day, count, (day - first).days * _STEP + 1, round(100 - height, 1), _WIDTH, height))
        drawn.append(Chart(label, most, width, tuple(bars)))
    return tuple(drawn)


@frozen
class StatisticsViews:
    """The page with the charts."""

    pages: Pages
    read_statistics: ReadStatistics

    def show(self, request: Request) -> Response:
        """The last thirty days, as far as they were counted."""
        statistics = self.read_statistics()
        days = statistics.days
        return self.pages.show(
            request,
            "statistics.html",
            accounts=statistics.accounts,
            posts=statistics.posts,
            days=days,
            charts=charts(days),
            first=days[0].day if days else None,
            last=days[-1].day if days else None,
        )
