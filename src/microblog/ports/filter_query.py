"""What people do not want to read, for reading."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.filter import Filter


class FilterQuery(Protocol):
    """Reads filters."""

    def of_account(self, account_id: int) -> Sequence[Filter]:
        """All of an account, in the order in which they were made, expired ones too. One statement."""
        ...
