"""What people wrote down about others."""

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import AccountNote
from microblog.ports.account_note_repository import AccountNoteRepository


@frozen
class MongoAccountNoteRepository(AccountNoteRepository):
    """Notes in a collection."""

    _transaction: Transaction

    def save(self, note: AccountNote) -> None:
        new = {**_this(note.account_id, note.target_id), "text": note.text}
        self._transaction.write(lambda commands: commands.replace("account_notes", new))

    def remove(self, account_id: int, target_id: int) -> bool:
        this = _this(account_id, target_id)
        return self._transaction.write(lambda commands: commands.delete("account_notes", this)) > 0

    def count(self, account_id: int) -> int:
        written = keyed_by("account", account_id, "target")
        return self._transaction.read(lambda commands: commands.count("account_notes", written))

    def remove_all(self, account_id: int) -> None:
        def remove(commands: Commands) -> None:
            commands.delete("account_notes", keyed_by("account", account_id, "target"))
            commands.delete("account_notes", {"_id.target": account_id})

        self._transaction.write(remove)


def _this(account_id: int, target_id: int) -> Document:
    return {"_id": {"account": account_id, "target": target_id}}
