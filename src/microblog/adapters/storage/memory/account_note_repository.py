"""What people wrote down about others."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import AccountNote
from microblog.ports.account_note_repository import AccountNoteRepository


@frozen
class MemoryAccountNoteRepository(AccountNoteRepository):
    """Notes in a dictionary."""

    _tables: Tables

    def save(self, note: AccountNote) -> None:
        self._tables.account_notes[note.account_id, note.target_id] = note

    def remove(self, account_id: int, target_id: int) -> bool:
        return self._tables.account_notes.pop((account_id, target_id), None) is not None

    def count(self, account_id: int) -> int:
        return sum(key[0] == account_id for key in self._tables.account_notes)

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.account_notes if account_id in key]:
            del self._tables.account_notes[key]
