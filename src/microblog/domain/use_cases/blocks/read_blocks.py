"""Read whom one blocks."""

from attrs import frozen

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import FollowView
from microblog.ports.account_query import AccountQuery


@frozen
class ReadBlocks:
    """Read whom one blocks."""

    accounts: AccountQuery

    def __call__(self, *, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """A page of them."""
        return self.accounts.blocked(account_id, cursor)
