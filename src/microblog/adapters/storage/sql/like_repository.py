"""Who likes what."""

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, select, update

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import likes, posts
from microblog.domain.model.relationships import Like
from microblog.ports.like_repository import LikeRepository

_ACCOUNT = bindparam("account", type_=likes.c.account_id.type)
_POST = bindparam("post", type_=likes.c.post_id.type)
_ADD = insert_or_skip(likes)
_GET = select(likes).where(likes.c.account_id == _ACCOUNT, likes.c.post_id == _POST)
_REMOVE = delete(likes).where(likes.c.account_id == _ACCOUNT, likes.c.post_id == _POST)
_COUNT = update(posts).where(posts.c.id == _POST).values(likes_count=posts.c.likes_count + bindparam("by"))
_LIKED = select(likes.c.post_id).where(likes.c.account_id == _ACCOUNT)
_COUNT_ALL = update(posts).where(posts.c.id.in_(_LIKED)).values(likes_count=posts.c.likes_count - 1)
_REMOVE_ALL = delete(likes).where(likes.c.account_id == _ACCOUNT)


@frozen
class SqlLikeRepository(LikeRepository):
    """Likes in a table, counted at the post."""

    _connection: Connection

    def add(self, like: Like) -> bool:
        if self._connection.execute(_ADD, asdict(like)).rowcount == 0:
            return False
        self._connection.execute(_COUNT, {"post": like.post_id, "by": 1})
        return True

    def get(self, account_id: int, post_id: int) -> Like | None:
        row = self._connection.execute(_GET, {"account": account_id, "post": post_id}).first()
        return None if row is None else Like(*row)

    def remove(self, account_id: int, post_id: int) -> bool:
        if self._connection.execute(_REMOVE, {"account": account_id, "post": post_id}).rowcount == 0:
            return False
        self._connection.execute(_COUNT, {"post": post_id, "by": -1})
        return True

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_COUNT_ALL, {"account": account_id})
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
