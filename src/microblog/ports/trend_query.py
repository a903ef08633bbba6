"""Trends, for reading."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from microblog.domain.model.trend import TagDay
from microblog.domain.model.views import PostView

MOST_NAMES = 40
"""Asked about at once: as many hashtags as any list shows."""


class TrendQuery(Protocol):
    """Reads what was kept of the trends, in one statement each."""

    def tags(self, offset: int, limit: int) -> Sequence[str]:
        """Hashtags, the most in fashion first."""
        ...

    def posts(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[PostView]:
        """Posts that the viewer may see, without those by people whom they mute, the most stirring first."""
        ...

    def days_of(self, names: Collection[str], since: date) -> Sequence[TagDay]:
        """What is kept of these hashtags (at most MOST_NAMES) of that day and later ones, in no order."""
        ...
