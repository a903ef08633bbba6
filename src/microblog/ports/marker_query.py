"""How far people have read, for reading."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.marker import Marker


class MarkerQuery(Protocol):
    """Reads markers."""

    def of_account(self, account_id: int) -> Sequence[Marker]:
        """All of an account, one for each timeline at most, in no order."""
        ...
