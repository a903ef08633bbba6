"""Whom people do not want to be suggested."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import DismissedSuggestion
from microblog.ports.suggestion_repository import SuggestionRepository


@frozen
class MemorySuggestionRepository(SuggestionRepository):
    """Dismissed suggestions in a dictionary."""

    _tables: Tables

    def dismiss(self, dismissed: DismissedSuggestion) -> bool:
        key = dismissed.account_id, dismissed.target_id
        if key in self._tables.dismissals:
            return False
        self._tables.dismissals[key] = dismissed
        return True

    def count(self, account_id: int) -> int:
        return sum(key[0] == account_id for key in self._tables.dismissals)

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.dismissals if account_id in key]:
            del self._tables.dismissals[key]
