"""Followed hashtags, for reading."""

from collections.abc import Collection
from typing import Protocol

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.relationships import FollowedTag

MOST_TAGS = 40
"""Asked about at once: as many as a search finds."""


class FollowedTagQuery(Protocol):
    """Reads which hashtags an account follows. One statement each. Names are in their normalised form."""

    def of_account(self, account_id: int, cursor: Cursor) -> Page[FollowedTag]:
        """All that it follows, the latest first; pages go by `id`."""
        ...

    def among(self, account_id: int, names: Collection[str]) -> frozenset[str]:
        """Which of these (at most MOST_TAGS) it follows."""
        ...
