"""Who follows which hashtags."""

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import followed_tags
from microblog.domain.model.relationships import FollowedTag
from microblog.ports.followed_tag_repository import FollowedTagRepository

_ADD = insert_or_skip(followed_tags)
_REMOVE_ALL = delete(followed_tags).where(
    followed_tags.c.account_id == bindparam("account", type_=followed_tags.c.account_id.type)
)
_REMOVE = _REMOVE_ALL.where(followed_tags.c.name == bindparam("this", type_=followed_tags.c.name.type))


@frozen
class SqlFollowedTagRepository(FollowedTagRepository):
    """Followed hashtags in a table."""

    _connection: Connection

    def add(self, followed: FollowedTag) -> bool:
        return self._connection.execute(_ADD, asdict(followed)).rowcount > 0

    def remove(self, account_id: int, name: str) -> bool:
        return self._connection.execute(_REMOVE, {"account": account_id, "this": name}).rowcount > 0

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
