"""Read who is here."""

from collections.abc import Sequence
from enum import Enum

from attrs import frozen

from microblog.domain.model.views import AccountView
from microblog.ports.directory_query import DirectoryQuery

MOST_PEOPLE = 80  # at a time
LAST_OFFSET = 4000


class DirectoryOrder(Enum):
    """By what the directory goes."""

    ACTIVE = "active"  # who wrote something for everybody last, of those who did lately
    NEW = "new"


@frozen
class ReadDirectory:
    """Read who is here. Those whom one blocks or mutes are left out, and those who block the viewer."""

    directory: DirectoryQuery

    def __call__(
        self, *, viewer_id: int | None, order: DirectoryOrder, offset: int = 0, limit: int = 40
    ) -> Sequence[AccountView]:
        """80 of them at most; nobody looks further than 4000."""
        if not 0 <= offset <= LAST_OFFSET:
            return ()
        read = self.directory.active if order is DirectoryOrder.ACTIVE else self.directory.newest
        return read(viewer_id, offset, max(1, min(limit, MOST_PEOPLE)))
