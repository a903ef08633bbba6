"""Whom there is to meet, for reading."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.views import AccountView

RECENT = 800
"""Posts of the public timeline by which it is told who is active."""
MOST_FOLLOWED = 40
MOST_PAIRS = 1000
"""Whom one followed last, and follows of theirs: what suggestions are made of."""


class DirectoryQuery(Protocol):
    """Lists active local accounts, one statement each.

    Left out are those whom the viewer blocks or mutes and those who block the viewer.
    """

    def newest(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[AccountView]:
        """Who came last, first."""
        ...

    def active(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[AccountView]:
        """Who wrote for the public timeline last, first; only of the latest 800 posts there."""
        ...

    def suggested(self, viewer_id: int, limit: int) -> Sequence[AccountView]:
        """Whom those follow whom the viewer follows, by most of them first.

        Also left out are the viewer, whom they follow or asked to follow, and whom they do not want to be suggested.
        Only the 40 are asked whom the viewer followed last, and 1000 follows of theirs.
        """
        ...
