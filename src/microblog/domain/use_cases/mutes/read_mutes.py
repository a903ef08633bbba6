"""Read whom one mutes."""

from attrs import frozen

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import MuteView
from microblog.ports.account_query import AccountQuery


@frozen
class ReadMutes:
    """Read whom one mutes."""

    accounts: AccountQuery

    def __call__(self, *, account_id: int, cursor: Cursor) -> Page[MuteView]:
        """A page of them."""
        return self.accounts.muted(account_id, cursor)
