"""What people allow apps."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from microblog.domain.model.app import App, Grant


class GrantRepository(Protocol):
    """Keeps what people allow apps. With a grant go its tokens, its push subscription and the code that it came of.

    Whoever adds a grant, a code or a token for a person, or revokes some, has locked the person's account: else one may
    come back that the other has just revoked.
    """

    def add(self, grant: Grant) -> None:
        """Store a new grant. Raises Conflict if the app was removed meanwhile."""
        ...

    def get(self, grant_id: int) -> Grant | None:
        """The grant."""
        ...

    def touch(self, grant_id: int, used_at: datetime) -> None:
        """Note that it was used; nothing happens if it was revoked."""
        ...

    def of_account(self, account_id: int) -> Sequence[tuple[Grant, App]]:
        """What a person allows whom, the latest used first."""
        ...

    def remove(self, grant_id: int) -> bool:
        """Revoke one; False if there is none with that id."""
        ...

    def remove_of_app(self, account_id: int, app_id: int) -> int:
        """Revoke all that a person allows an app, codes that are still on their way included; returns how many."""
        ...

    def remove_all(self, account_id: int) -> int:
        """Revoke all that a person allows anybody, codes that are still on their way included; returns how many."""
        ...

    def remove_idle(self, before: datetime) -> int:
        """Remove grants that have no token left, and those of nobody that were last used before then; returns how many.

        No account has to be locked: to the former nothing can be added any more, and the latter are nobody's.
        """
        ...
