"""Whom people do not want to be suggested."""

from typing import Protocol

from microblog.domain.model.relationships import DismissedSuggestion


class SuggestionRepository(Protocol):
    """Keeps who is not suggested to whom. How many they are is for those to see to who lock the account."""

    def dismiss(self, dismissed: DismissedSuggestion) -> bool:
        """False, and nothing changes, if they are not suggested already."""
        ...

    def count(self, account_id: int) -> int:
        """How many are not suggested to this account."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Forget all about this account, on both sides."""
        ...
