"""What people wrote down about others."""

from typing import Protocol

from microblog.domain.model.relationships import AccountNote


class AccountNoteRepository(Protocol):
    """Keeps notes. How many there are is for those to see to who lock the account."""

    def save(self, note: AccountNote) -> None:
        """Keep it in place of the one that was there."""
        ...

    def remove(self, account_id: int, target_id: int) -> bool:
        """False if there is none."""
        ...

    def count(self, account_id: int) -> int:
        """How many this account has written."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove all notes by and about this account."""
        ...
