"""What those who run the server tell everybody, kept."""

from collections.abc import Sequence

from attrs import asdict, fields, frozen
from sqlalchemy import BigInteger, Connection, String, bindparam, case, delete, func, insert, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import (
    announcement_dismissals,
    announcement_reactions,
    announcements,
)
from microblog.domain.model.announcement import (
    Announcement,
    AnnouncementReaction,
    DismissedAnnouncement,
    ReactionCount,
)
from microblog.ports.announcement_repository import AnnouncementRepository

_A, _D, _R = announcements.c, announcement_dismissals.c, announcement_reactions.c
_THIS, _ACCOUNT = bindparam("this", type_=BigInteger()), bindparam("account", type_=BigInteger())
COLUMNS = tuple(_A[field.name] for field in fields(Announcement))
_ALL = select(*COLUMNS).order_by(_A.id.desc())
_GET = select(*COLUMNS).where(_A.id == _THIS)
_LOCK = select(_A.id).where(_A.id == _THIS).with_for_update()
_ADD = insert(announcements)
_CHANGE = announcements.update().where(_A.id == _THIS)
_REMOVE_ALL_OF = (
    delete(announcement_dismissals).where(_D.announcement_id == _THIS),
    delete(announcement_reactions).where(_R.announcement_id == _THIS),
)
_REMOVE = delete(announcements).where(_A.id == _THIS)
_DISMISS = insert_or_skip(announcement_dismissals)
_DISMISSED = select(_D.announcement_id).where(_D.account_id == _ACCOUNT)
_REACT = insert_or_skip(announcement_reactions)
_UNREACT = delete(announcement_reactions).where(
    _R.announcement_id == _THIS, _R.account_id == _ACCOUNT, _R.name == bindparam("name", type_=String())
)
_COUNTED = select(
    _R.announcement_id, _R.name, func.count(), func.max(case((_R.account_id == _ACCOUNT, 1), else_=0))
).group_by(_R.announcement_id, _R.name)
_REMOVE_ALL_BY = (
    delete(announcement_dismissals).where(_D.account_id == _ACCOUNT),
    delete(announcement_reactions).where(_R.account_id == _ACCOUNT),
)


@frozen
class SqlAnnouncementRepository(AnnouncementRepository):
    """Announcements in three tables."""

    _connection: Connection

    def save(self, announcement: Announcement) -> None:
        values = asdict(announcement)
        if self._connection.execute(_CHANGE, {**values, "this": announcement.id}).rowcount == 0:
            self._connection.execute(_ADD, values)

    def lock(self, announcement_id: int) -> None:
        self._connection.execute(_LOCK, {"this": announcement_id})

    def get(self, announcement_id: int) -> Announcement | None:
        row = self._connection.execute(_GET, {"this": announcement_id}).first()
        return None if row is None else Announcement(*row)

    def all(self) -> Sequence[Announcement]:
        return [Announcement(*row) for row in self._connection.execute(_ALL)]

    def remove(self, announcement_id: int) -> bool:
        for statement in _REMOVE_ALL_OF:
            self._connection.execute(statement, {"this": announcement_id})
        return self._connection.execute(_REMOVE, {"this": announcement_id}).rowcount > 0

    def dismiss(self, dismissed: DismissedAnnouncement) -> None:
        self._connection.execute(_DISMISS, asdict(dismissed))

    def dismissed_by(self, account_id: int) -> Sequence[int]:
        return list(self._connection.execute(_DISMISSED, {"account": account_id}).scalars())

    def react(self, reaction: AnnouncementReaction) -> None:
        self._connection.execute(_REACT, asdict(reaction))

    def unreact(self, announcement_id: int, account_id: int, name: str) -> None:
        self._connection.execute(_UNREACT, {"this": announcement_id, "account": account_id, "name": name})

    def reactions(self, account_id: int) -> Sequence[ReactionCount]:
        rows = self._connection.execute(_COUNTED, {"account": account_id}).all()
        found = [ReactionCount(about, name, count, bool(own)) for about, name, count, own in rows]
        return sorted(found, key=lambda one: (one.announcement_id, one.name))  # databases order texts differently

    def remove_all(self, account_id: int) -> None:
        for statement in _REMOVE_ALL_BY:
            self._connection.execute(statement, {"account": account_id})
