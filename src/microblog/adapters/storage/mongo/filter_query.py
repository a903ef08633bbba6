"""What people do not want to read, for reading."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.filter_repository import filter_of
from microblog.domain.model.filter import Filter
from microblog.ports.filter_query import FilterQuery


@frozen
class MongoFilterQuery(FilterQuery):
    """In one command."""

    database: Database

    def of_account(self, account_id: int) -> Sequence[Filter]:
        with self.database.read() as commands:
            return [filter_of(each) for each in commands.find("filters", {"account_id": account_id}, order={"_id": 1})]
