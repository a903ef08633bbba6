"""Who has what stand on top of their profile."""

from attrs import frozen

from microblog.adapters.storage.mongo.documents import keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import Pin
from microblog.ports.pin_repository import PinRepository


@frozen
class MongoPinRepository(PinRepository):
    """Pins in a collection."""

    _transaction: Transaction

    def add(self, pin: Pin) -> bool:
        this = {"_id": {"account": pin.account_id, "post": pin.post_id}}
        new = {**this, "id": pin.id, "created_at": pin.created_at}
        return self._transaction.write(lambda commands: commands.insert_or_skip("pins", this, new))

    def remove(self, account_id: int, post_id: int) -> bool:
        this = {"_id": {"account": account_id, "post": post_id}}
        return self._transaction.write(lambda commands: commands.delete("pins", this)) > 0

    def count(self, account_id: int) -> int:
        pins = keyed_by("account", account_id, "post")
        return self._transaction.read(lambda commands: commands.count("pins", pins))
