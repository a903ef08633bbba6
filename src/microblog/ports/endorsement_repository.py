"""Who recommends whom."""

from typing import Protocol

from microblog.domain.model.relationships import Endorsement


class EndorsementRepository(Protocol):
    """Keeps endorsements. How many there are is for those to see to who lock the account."""

    def add(self, endorsement: Endorsement) -> bool:
        """False, and nothing changes, if there is one already."""
        ...

    def remove(self, account_id: int, target_id: int) -> bool:
        """False if there is none."""
        ...

    def count(self, account_id: int) -> int:
        """How many this account has given."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove all endorsements by and of this account."""
        ...
