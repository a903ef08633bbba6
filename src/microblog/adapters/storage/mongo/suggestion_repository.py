"""Whom people do not want to be suggested."""

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import DismissedSuggestion
from microblog.ports.suggestion_repository import SuggestionRepository


@frozen
class MongoSuggestionRepository(SuggestionRepository):
    """Dismissed suggestions in a collection."""

    _transaction: Transaction

    def dismiss(self, dismissed: DismissedSuggestion) -> bool:
        this = {"_id": {"account": dismissed.account_id, "target": dismissed.target_id}}
        return self._transaction.write(lambda commands: commands.insert_or_skip("dismissals", this, this))

    def count(self, account_id: int) -> int:
        these = keyed_by("account", account_id, "target")
        return self._transaction.read(lambda commands: commands.count("dismissals", these))

    def remove_all(self, account_id: int) -> None:
        def remove(commands: Commands) -> None:
            commands.delete("dismissals", keyed_by("account", account_id, "target"))
            commands.delete("dismissals", {"_id.target": account_id})

        self._transaction.write(remove)
