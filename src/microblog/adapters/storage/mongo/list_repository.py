"""Lists of people."""

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by, list_of, stored
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.list import List, ListMember
from microblog.ports.list_repository import ListRepository


@frozen
class MongoListRepository(ListRepository):
    """Lists in a collection, who is on them in another."""

    _transaction: Transaction

    def add(self, new: List) -> None:
        values = stored(asdict(new))
        document = {"_id": values.pop("id"), **values}
        self._transaction.write(lambda commands: commands.insert("lists", [document]))

    def get(self, list_id: int) -> List | None:
        found = self._transaction.read(lambda commands: commands.find_one("lists", {"_id": list_id}))
        return None if found is None else list_of(found)

    def save(self, changed: List) -> None:
        change = {
            "title": changed.title,
            "replies_policy": changed.replies_policy.value,
            "exclusive": changed.exclusive,
        }
        self._transaction.write(lambda commands: commands.update("lists", {"_id": changed.id}, {"$set": change}))

    def remove(self, list_id: int) -> None:
        def remove(commands: Commands) -> None:
            commands.delete("list_members", keyed_by("list", list_id, "account"))
            commands.delete("lists", {"_id": list_id})

        self._transaction.write(remove)

    def count(self, account_id: int) -> int:
        return self._transaction.read(lambda commands: commands.count("lists", {"account_id": account_id}))

    def add_member(self, member: ListMember) -> bool:
        this = _this(member.list_id, member.account_id)
        new = {**this, "owner_id": member.owner_id}
        return self._transaction.write(lambda commands: commands.insert_or_skip("list_members", this, new))

    def remove_member(self, list_id: int, account_id: int) -> bool:
        this = _this(list_id, account_id)
        return self._transaction.write(lambda commands: commands.delete("list_members", this)) > 0

    def count_members(self, list_id: int) -> int:
        members = keyed_by("list", list_id, "account")
        return self._transaction.read(lambda commands: commands.count("list_members", members))

    def remove_from_all(self, owner_id: int, account_id: int) -> None:
        where = {"owner_id": owner_id, "_id.account": account_id}
        self._transaction.write(lambda commands: commands.delete("list_members", where))

    def remove_all(self, account_id: int) -> None:
        def remove(commands: Commands) -> None:
            commands.delete("list_members", {"owner_id": account_id})
            commands.delete("list_members", {"_id.account": account_id})
            commands.delete("lists", {"account_id": account_id})

        self._transaction.write(remove)


def _this(list_id: int, account_id: int) -> Document:
    return {"_id": {"list": list_id, "account": account_id}}
