"""Who follows whom."""

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, or_, select, update

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import accounts, follows
from microblog.domain.model.relationships import Follow
from microblog.ports.follow_repository import FollowRepository

_THIS = (follows.c.follower_id == bindparam("follower"), follows.c.followee_id == bindparam("followee"))
_ADD = insert_or_skip(follows)
_GET = select(follows).where(*_THIS)
_ACCEPT = update(follows).where(*_THIS, ~follows.c.accepted).values(accepted=True)
_REMOVE = delete(follows).where(*_THIS)

_ID = bindparam("this_id", type_=accounts.c.id.type)
_COUNT_FOLLOWER = (
    update(accounts).where(accounts.c.id == _ID).values(followers_count=accounts.c.followers_count + bindparam("by"))
)
_COUNT_FOLLOWING = (
    update(accounts).where(accounts.c.id == _ID).values(following_count=accounts.c.following_count + bindparam("by"))
)
_FOLLOWED = select(follows.c.followee_id).where(follows.c.follower_id == _ID, follows.c.accepted)
_FOLLOWERS = select(follows.c.follower_id).where(follows.c.followee_id == _ID, follows.c.accepted)
_REMOVE_ALL = (
    update(accounts).where(accounts.c.id.in_(_FOLLOWED)).values(followers_count=accounts.c.followers_count - 1),
    update(accounts).where(accounts.c.id.in_(_FOLLOWERS)).values(following_count=accounts.c.following_count - 1),
    update(accounts).where(accounts.c.id == _ID).values(followers_count=0, following_count=0),
    delete(follows).where(or_(follows.c.follower_id == _ID, follows.c.followee_id == _ID)),
)


@frozen
class SqlFollowRepository(FollowRepository):
    """Follows in a table, counted at both accounts once they are accepted."""

    _connection: Connection

    def add(self, follow: Follow) -> bool:
        if self._connection.execute(_ADD, asdict(follow)).rowcount == 0:
            return False
        if follow.accepted:
            self._count(follow.follower_id, follow.followee_id, 1)
        return True

    def get(self, follower_id: int, followee_id: int) -> Follow | None:
        row = self._connection.execute(_GET, {"follower": follower_id, "followee": followee_id}).first()
        return None if row is None else Follow(*row)

    def accept(self, follower_id: int, followee_id: int) -> bool:
        if self._connection.execute(_ACCEPT, {"follower": follower_id, "followee": followee_id}).rowcount == 0:
            return False
        self._count(follower_id, followee_id, 1)
        return True

    def remove(self, follower_id: int, followee_id: int) -> bool:
        follow = self.get(follower_id, followee_id)
        if self._connection.execute(_REMOVE, {"follower": follower_id, "followee": followee_id}).rowcount == 0:
            return False
        if follow is not None and follow.accepted:
            self._count(follower_id, followee_id, -1)
        return True

    def remove_all(self, account_id: int) -> None:
        for statement in _REMOVE_ALL:
            self._connection.execute(statement, {"this_id": account_id})

    def _count(self, follower_id: int, followee_id: int, by: int) -> None:
        self._connection.execute(_COUNT_FOLLOWING, {"this_id": follower_id, "by": by})
        self._connection.execute(_COUNT_FOLLOWER, {"this_id": followee_id, "by": by})
