"""Uploaded pictures, for writing."""

from collections.abc import Collection, Sequence
from datetime import datetime

from attrs import asdict, frozen
from sqlalchemy import Connection, Integer, bindparam, delete, func, insert, select, update

from microblog.adapters.storage.sql.tables import media as table
from microblog.domain.model.media import Media, MediaPurpose, MediaState
from microblog.ports.media_repository import MediaRepository

_FOR_GOOD = ("id", "account_id", "purpose", "key", "created_at")
_ID = bindparam("this_id", type_=table.c.id.type)
_LIMIT = bindparam("limit", type_=Integer())
_MEDIA = select(*(table.c[name] for name in Media.__match_args__))
_ADD = insert(table)
_SAVE = update(table).where(table.c.id == _ID)
_GET = _MEDIA.where(table.c.id == _ID)
_SEVERAL = _MEDIA.where(table.c.id.in_(bindparam("ids", expanding=True)))
_OF_POST = _MEDIA.where(table.c.post_id == bindparam("post")).order_by(table.c.id)
_OF_ACCOUNT = _MEDIA.where(table.c.account_id == bindparam("account")).limit(_LIMIT)
_SHOWN_AS = _MEDIA.where(
    table.c.account_id == bindparam("account"),
    table.c.purpose == bindparam("purpose", type_=table.c.purpose.type),
    table.c.unused_since.is_(None),
)
_COUNT_PREPARING = (
    select(func.count())
    .select_from(table)
    .where(
        table.c.account_id == bindparam("account"),
        table.c.state == bindparam("state", type_=table.c.state.type),
    )
)
_UNUSED = _MEDIA.where(table.c.unused_since < bindparam("before")).order_by(table.c.unused_since).limit(_LIMIT)
_REMOVE = delete(table).where(table.c.id == _ID)


@frozen
class SqlMediaRepository(MediaRepository):
    """Pictures in a table."""

    _connection: Connection

    def add(self, media: Media) -> None:
        self._connection.execute(_ADD, asdict(media))

    def save(self, media: Media) -> None:
        changed = {name: value for name, value in asdict(media).items() if name not in _FOR_GOOD}
        self._connection.execute(_SAVE, {"this_id": media.id, **changed})

    def get(self, media_id: int) -> Media | None:
        row = self._connection.execute(_GET, {"this_id": media_id}).first()
        return None if row is None else Media(*row)

    def several(self, media_ids: Collection[int]) -> Sequence[Media]:
        return [Media(*row) for row in self._connection.execute(_SEVERAL, {"ids": list(media_ids)})]

    def of_post(self, post_id: int) -> Sequence[Media]:
        return [Media(*row) for row in self._connection.execute(_OF_POST, {"post": post_id})]

    def of_account(self, account_id: int, limit: int) -> Sequence[Media]:
        rows = self._connection.execute(_OF_ACCOUNT, {"account": account_id, "limit": limit})
        return [Media(*row) for row in rows]

    def shown_as(self, account_id: int, purpose: MediaPurpose) -> Sequence[Media]:
        rows = self._connection.execute(_SHOWN_AS, {"account": account_id, "purpose": purpose})
        return [Media(*row) for row in rows]

    def count_preparing(self, account_id: int) -> int:
        wanted = {"account": account_id, "state": MediaState.PREPARING}
        return self._connection.execute(_COUNT_PREPARING, wanted).scalar_one()

    def unused(self, before: datetime, limit: int) -> Sequence[Media]:
        return [Media(*row) for row in self._connection.execute(_UNUSED, {"before": before, "limit": limit})]

    def remove(self, media_id: int) -> None:
        self._connection.execute(_REMOVE, {"this_id": media_id})
