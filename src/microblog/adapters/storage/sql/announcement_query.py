"""What those who run the server tell everybody, for reading."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import BigInteger, bindparam, or_, select

from microblog.adapters.storage.sql.announcement_repository import COLUMNS
from microblog.adapters.storage.sql.column_types import from_milliseconds, to_milliseconds
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import announcement_dismissals, announcements
from microblog.adapters.storage.sql.visibility import found
from microblog.domain.model.announcement import Announcement
from microblog.ports.announcement_query import AnnouncementQuery

_A, _D = announcements.c, announcement_dismissals.c
_NOW, _ACCOUNT = bindparam("now", type_=BigInteger()), bindparam("account", type_=BigInteger())
_UNREAD = Prepared(
    select(*COLUMNS)
    .where(
        _A.published_at.is_not(None),
        or_(_A.ends_at.is_(None), _A.ends_at > _NOW),
        ~found(_D.announcement_id, _D.announcement_id == _A.id, _D.account_id == _ACCOUNT),
    )
    .order_by(_A.id.desc())
)


@frozen
class SqlAnnouncementQuery(AnnouncementQuery):
    """In one statement."""

    database: ReadableDatabase

    def unread(self, account_id: int, now: datetime) -> Sequence[Announcement]:
        values = {"account": account_id, "now": to_milliseconds(now)}
        return [_announcement(*row) for row in self.database.rows(_UNREAD, values)]


def _announcement(
    announcement_id: int,
    text: str,
    html: str,
    created_at: int,
    updated_at: int,
    published_at: int | None,
    ends_at: int | None,
) -> Announcement:
    return Announcement(
        announcement_id,
        text,
        html,
        from_milliseconds(created_at),
        from_milliseconds(updated_at),
        None if published_at is None else from_milliseconds(published_at),
        None if ends_at is None else from_milliseconds(ends_at),
    )
