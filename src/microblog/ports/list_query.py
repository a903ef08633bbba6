"""Lists of people, for reading."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.list import List
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import FollowView


class ListQuery(Protocol):
    """Reads lists, one statement each. Lists come in the order in which they were made."""

    def get(self, owner_id: int, list_id: int) -> List | None:
        """One of the owner's."""
        ...

    def of_account(self, owner_id: int) -> Sequence[List]:
        """All that an account has."""
        ...

    def containing(self, owner_id: int, account_id: int) -> Sequence[List]:
        """Those of the owner's that an account is on."""
        ...

    def members(self, viewer_id: int, list_id: int, cursor: Cursor) -> Page[FollowView]:
        """Who is on a list and is shown to the viewer; pages go by the ids of the accounts, the latest first."""
        ...
