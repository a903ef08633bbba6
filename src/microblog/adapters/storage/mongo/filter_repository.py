"""What people do not want to read, kept."""

from collections.abc import Sequence

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.filter import Filter, FilterAction, FilterContext, FilteredPost, FilterKeyword
from microblog.ports.filter_repository import FilterRepository


@frozen
class MongoFilterRepository(FilterRepository):
    """Filters in a collection."""

    _transaction: Transaction

    def save(self, one: Filter) -> None:
        document = filter_document(one)
        self._transaction.write(lambda commands: commands.replace("filters", document))

    def of_account(self, account_id: int) -> Sequence[Filter]:
        found = self._transaction.read(
            lambda commands: commands.find("filters", {"account_id": account_id}, order={"_id": 1})
        )
        return [filter_of(each) for each in found]

    def remove(self, filter_id: int) -> bool:
        return self._transaction.write(lambda commands: commands.delete("filters", {"_id": filter_id})) > 0

    def remove_all(self, account_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("filters", {"account_id": account_id}))


def filter_document(one: Filter) -> Document:
    """A filter with its keywords and posts."""
    return {
        "_id": one.id,
        "account_id": one.account_id,
        "title": one.title,
        "contexts": [context.value for context in one.contexts],
        "action": one.action.value,
        "keywords": [asdict(each) for each in one.keywords],
        "posts": [asdict(each) for each in one.posts],
        "created_at": one.created_at,
        "expires_at": one.expires_at,
    }


def filter_of(document: Document) -> Filter:
    """The filter in a document."""
    return Filter(
        id=document["_id"],
        account_id=document["account_id"],
        title=document["title"],
        contexts=tuple([FilterContext(word) for word in document["contexts"]]),
        action=FilterAction(document["action"]),
        keywords=tuple([FilterKeyword(**each) for each in document["keywords"]]),
        posts=tuple([FilteredPost(**each) for each in document["posts"]]),
        created_at=document["created_at"],
        expires_at=document["expires_at"],
    )
