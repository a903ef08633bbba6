"""Who mutes whom."""

from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import Mute
from microblog.ports.mute_repository import MuteRepository


@frozen
class MongoMuteRepository(MuteRepository):
    """Mutes in a collection."""

    _transaction: Transaction

    def add(self, mute: Mute) -> bool:
        this = _this(mute.muter_id, mute.muted_id)
        new = {
            **this,
            "id": mute.id,
            "notifications": mute.notifications,
            "created_at": mute.created_at,
            "expires_at": mute.expires_at,
        }
        return self._transaction.write(lambda commands: commands.insert_or_skip("mutes", this, new))

    def get(self, muter_id: int, muted_id: int) -> Mute | None:
        this = _this(muter_id, muted_id)
        found = self._transaction.read(lambda commands: commands.find_one("mutes", this))
        if found is None:
            return None
        return Mute(found["id"], muter_id, muted_id, found["notifications"], found["created_at"], found["expires_at"])

    def remove(self, muter_id: int, muted_id: int) -> bool:
        this = _this(muter_id, muted_id)
        return self._transaction.write(lambda commands: commands.delete("mutes", this)) > 0

    def remove_all(self, account_id: int) -> None:
        def remove(commands: Commands) -> None:
            commands.delete("mutes", keyed_by("muter", account_id, "muted"))
            commands.delete("mutes", {"_id.muted": account_id})

        self._transaction.write(remove)

    def remove_expired(self, now: datetime) -> int:
        return self._transaction.write(lambda commands: commands.delete("mutes", {"expires_at": {"$lte": now}}))


def _this(muter_id: int, muted_id: int) -> Document:
    return {"_id": {"muter": muter_id, "muted": muted_id}}
