"""Who features which hashtags."""

from collections.abc import Sequence

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import featured_tags
from microblog.domain.model.relationships import FeaturedTag
from microblog.ports.featured_tag_repository import FeaturedTagRepository

_TAG = featured_tags.c
_IS_THEIRS = _TAG.account_id == bindparam("account", type_=_TAG.account_id.type)
_ADD = insert_or_skip(featured_tags)
_OF_ACCOUNT = select(*(_TAG[name] for name in FeaturedTag.__match_args__)).where(_IS_THEIRS).order_by(_TAG.id)
_REMOVE_ALL = delete(featured_tags).where(_IS_THEIRS)
_REMOVE = _REMOVE_ALL.where(_TAG.name == bindparam("this", type_=_TAG.name.type))


@frozen
class SqlFeaturedTagRepository(FeaturedTagRepository):
    """Featured hashtags in a table."""

    _connection: Connection

    def add(self, featured: FeaturedTag) -> bool:
        return self._connection.execute(_ADD, asdict(featured)).rowcount > 0

    def remove(self, account_id: int, name: str) -> bool:
        return self._connection.execute(_REMOVE, {"account": account_id, "this": name}).rowcount > 0

    def of_account(self, account_id: int) -> Sequence[FeaturedTag]:
        return [FeaturedTag(*row) for row in self._connection.execute(_OF_ACCOUNT, {"account": account_id})]

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
