"""What people do not want to read, for reading."""

from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen

from microblog.adapters.storage.sql.column_types import (
    contexts_from_json,
    filtered_posts_from_json,
    from_milliseconds,
    keywords_from_json,
)
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.filter_repository import OF_ACCOUNT
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.domain.model.filter import Filter, FilterAction
from microblog.ports.filter_query import FilterQuery

_KEPT = 1024
_OF_ACCOUNT = Prepared(OF_ACCOUNT)


@frozen
class SqlFilterQuery(FilterQuery):
    """In one statement."""

    database: ReadableDatabase

    def of_account(self, account_id: int) -> Sequence[Filter]:
        found = [_filter(*row) for row in self.database.rows(_OF_ACCOUNT, {"account": account_id})]
        return sorted(found, key=lambda one: one.id)  # they are few, and PostgreSQL would sort them in any case


# Kept by all that the database says: they are read with every timeline.
@lru_cache(maxsize=_KEPT)
def _filter(
    filter_id: int,
    account_id: int,
    title: str,
    contexts: str,
    action: str,
    keywords: str,
    posts: str,
    created_at: int,
    expires_at: int | None,
) -> Filter:
    return Filter(
        filter_id,
        account_id,
        title,
        contexts_from_json(contexts),
        FilterAction(action),
        keywords_from_json(keywords),
        filtered_posts_from_json(posts),
        from_milliseconds(created_at),
        None if expires_at is None else from_milliseconds(expires_at),
    )
