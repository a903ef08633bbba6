"""Notifications by groups, for reading."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
)

from microblog.adapters.storage.sql.column_types import from_milliseconds
from microblog.adapters.storage.sql.dialect import by_the_row, joined_as_written, read_by
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.paging import PagedSelect, cut, page_of
from microblog.adapters.storage.sql.post_views import (
    AUTHOR,
    ENTRY,
    IS_POST,
    POST,
    POST_COLUMNS,
    SHARER,
    VISIBLE,
    account_columns,
    account_view,
    post_view,
)
from microblog.adapters.storage.sql.prepared import Prepared, among, in_places
from microblog.adapters.storage.sql.tables import (
    NOTIFICATIONS_BY_GROUP,
    NOTIFICATIONS_IN_ORDER,
    NOTIFICATIONS_THAT_LEAD,
    accounts,
    mutes,
    notifications,
    users,
)
from microblog.adapters.storage.sql.visibility import VIEWER, not_muted
from microblog.domain.model.account import AccountState
from microblog.domain.model.notification import GROUPED_KINDS, NotificationGroup, NotificationKind
from microblog.domain.model.page import MAX_LIMIT, Cursor, Page
from microblog.domain.model.views import MOST_COUNTED, MOST_MEMBERS, FollowView, GroupMember, NotificationGroupView
from microblog.ports.notification_group_query import NotificationGroupQuery

_N = notifications.c
_MEMBER, _SENDER, _WHO = notifications.alias("member"), accounts.alias("sender"), accounts.alias("who")
_M = _MEMBER.c
Members = dict[int, list[tuple[int, GroupMember]]]  # by group

_KINDS, _GROUPED = len(NotificationKind), len(GROUPED_KINDS)
_FROM = bindparam("sender", type_=BigInteger())
_KIND, _POST_ID = bindparam("kind", type_=_N.kind.type), bindparam("post", type_=BigInteger())
_GROUP_ID, _THIS = bindparam("group", type_=BigInteger()), bindparam("this_id", type_=BigInteger())
_LAST_READ = select(users.c.last_read_notification_id).where(users.c.account_id == VIEWER).scalar_subquery()


_IN_ITS_GROUP = and_(_M.account_id == VIEWER, _M.kind == _N.kind, _M.post_id == _N.post_id, _M.group_id == _N.group_id)


def _is_told(notification: Any) -> ColumnElement[bool]:
    state = select(_WHO.c.state).where(_WHO.c.id == notification.sender_id).scalar_subquery()
    return and_(state == AccountState.ACTIVE, not_muted(notification.sender_id, mutes.c.notifications))


def _told_in_group(what: Any) -> Select[Any]:
    """Begin with those that are told of the group that a row leads."""
    return select(what).select_from(_MEMBER).where(_IN_ITS_GROUP, _is_told(_M))


_NEWEST_TOLD = (
    _told_in_group(_M.id)
    .where(_M.group_place > _N.group_place - MOST_MEMBERS)
    .order_by(_M.group_place.desc())
    .limit(1)
    .scalar_subquery()
)
_IS_ANY_TOLD = _NEWEST_TOLD.is_not(None)
# No more than that are ever gone through.
_COUNT = case((_N.group_place <= MOST_COUNTED, _told_in_group(func.count()).scalar_subquery()), else_=_N.group_place)
_IS_GROUPED = and_(_FROM.is_(None), among(_N.kind, "grouped", _GROUPED))
_LEADS = and_(_N.leads == true(), _IS_ANY_TOLD)
_IS_OF_KIND = by_the_row(among(_N.kind, "kind", _KINDS))
_IS_LISTED = and_(
    _IS_OF_KIND,
    by_the_row(or_(_FROM.is_(None), _N.sender_id == _FROM)),
    case((_IS_GROUPED, case((_LEADS, true()), else_=false())), else_=_is_told(_N)),
)


def _shown(count: Any, *, is_alone: Any) -> Select[Any]:
    return joined_as_written(
        select(
            _N.id,
            _N.kind,
            _N.post_id,
            _N.group_id,
            _N.group_place,
            _N.report_id,
            _N.id > func.coalesce(_LAST_READ, 0),
            is_alone,
            count,
            *POST_COLUMNS,
        )
        .select_from(notifications)
        .outerjoin(ENTRY, ENTRY.c.id == _N.post_id)
        .outerjoin(POST, IS_POST)
        .outerjoin(AUTHOR, AUTHOR.c.id == POST.c.account_id)
        .outerjoin(SHARER, SHARER.c.id == ENTRY.c.account_id)
        .where(_N.account_id == VIEWER, or_(_N.post_id == 0, VISIBLE))
    )


_LEADING = _shown(_COUNT, is_alone=false()).where(_LEADS)
# Where all kinds are grouped only what leads is looked at: the others may be very many.
_ALL = PagedSelect.by(_N.id, read_by(_LEADING, notifications, NOTIFICATIONS_THAT_LEAD).where(_IS_OF_KIND))
_EACH = _shown(case((_IS_GROUPED, _COUNT), else_=1), is_alone=case((_IS_GROUPED, 0), else_=1))
_SOME = PagedSelect.by(_N.id, read_by(_EACH, notifications, NOTIFICATIONS_IN_ORDER).where(_IS_LISTED))
_THIS_GROUP = and_(_N.account_id == VIEWER, _N.kind == _KIND, _N.post_id == _POST_ID, _N.group_id == _GROUP_ID)
# By its id: of the others PostgreSQL does not know that they are one row.
_LEADER = (
    select(_M.id)
    .where(_M.account_id == VIEWER, _M.kind == _KIND, _M.post_id == _POST_ID, _M.group_id == _GROUP_ID)
    .order_by(_M.group_place.desc())
    .limit(1)
)
_GET = Prepared(_LEADING.where(_N.id == _LEADER.scalar_subquery()))
_ALONE = Prepared(_shown(literal(1, Integer), is_alone=true()).where(_N.id == _THIS, _is_told(_N)))


def _members_of(places: int) -> Prepared:
    # By values, as the last statement has them: joined to what leads, MySQL would go through whole groups.
    groups = [
        and_(
            _N.account_id == VIEWER,
            _N.kind == bindparam(f"kind_{each}", type_=_N.kind.type),
            _N.post_id == bindparam(f"post_{each}", type_=BigInteger()),
            _N.group_id == bindparam(f"group_{each}", type_=BigInteger()),
            _N.group_place > bindparam(f"above_{each}", type_=Integer()),
            _N.group_place <= bindparam(f"place_{each}", type_=Integer()),
        )
        for each in range(places)
    ]
    return Prepared(
        joined_as_written(
            select(_N.group_id, _N.group_place, _N.id, _N.created_at, *account_columns(_SENDER))
            .join_from(notifications, _SENDER, _SENDER.c.id == _N.sender_id)
            .where(or_(*groups), _is_told(_N))
        )
    )


_MEMBERS = {places: _members_of(places) for places in (1, MAX_LIMIT)}
_SENDERS = PagedSelect.by(
    _N.group_place,
    read_by(
        joined_as_written(
            select(_N.group_place, *account_columns(_SENDER))
            .join_from(notifications, _SENDER, _SENDER.c.id == _N.sender_id)
            .where(_THIS_GROUP, _is_told(_N))
        ),
        notifications,
        NOTIFICATIONS_BY_GROUP,
    ),
)
_NEW = select(_N.id).where(_N.account_id == VIEWER, _N.id > _LAST_READ).limit(bindparam("most"))


def _counting(new: Select[Any]) -> Prepared:
    return Prepared(select(func.count()).select_from(new.subquery("unread")))


_COUNT_ALL = _counting(_NEW.where(_LEADS, _IS_OF_KIND))
_COUNT_SOME = _counting(_NEW.where(_IS_LISTED))


@frozen
class SqlNotificationGroupQuery(NotificationGroupQuery):
    """Groups with their posts in one statement, and who is in them in another."""

    database: ReadableDatabase

    def of_account(
        self,
        account_id: int,
        cursor: Cursor,
        *,
        grouped: Collection[NotificationKind] = GROUPED_KINDS,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
    ) -> Page[NotificationGroupView]:
        statement = _ALL if _are_all_grouped(grouped, sender_id) else _SOME
        rows = statement.rows(self.database, cursor, _wanted(account_id, grouped, kinds, sender_id))
        members = self._members(account_id, cut(cursor, rows))
        page = page_of(cursor, rows, lambda row: _view(row, members))
        return Page(tuple([view for view in page.items if view is not None]), page.next_max_id, page.prev_min_id)

    def get(self, account_id: int, group: NotificationGroup) -> NotificationGroupView | None:
        return self._one(account_id, _GET, _named(account_id, group))

    def alone(self, account_id: int, notification_id: int) -> NotificationGroupView | None:
        return self._one(account_id, _ALONE, {"viewer": account_id, "this_id": notification_id})

    def senders(self, account_id: int, group: NotificationGroup, cursor: Cursor) -> Page[FollowView]:
        return _SENDERS.page(
            self.database, cursor, _named(account_id, group), lambda row: FollowView(row[0], account_view(row[1:]))
        )

    def count_unread(
        self,
        account_id: int,
        most: int,
        *,
        grouped: Collection[NotificationKind] = GROUPED_KINDS,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
    ) -> int:
        statement = _COUNT_ALL if _are_all_grouped(grouped, sender_id) else _COUNT_SOME
        values = {**_wanted(account_id, grouped, kinds, sender_id), "most": most}
        return int(self.database.rows(statement, values)[0][0])

    def _one(self, account_id: int, statement: Prepared, values: Mapping[str, Any]) -> NotificationGroupView | None:
        rows = self.database.rows(statement, values)
        return _view(rows[0], self._members(account_id, rows)) if rows else None

    def _members(self, account_id: int, rows: Sequence[tuple[Any, ...]]) -> Members:
        """The newest members of the groups that these are in, with their places, the newest first."""
        if not rows:
            return {}
        places = 1 if len(rows) == 1 else MAX_LIMIT
        values = {"viewer": account_id}
        for each in range(places):
            kind, post_id, group_id, place = rows[min(each, len(rows) - 1)][1:5]
            values |= {f"kind_{each}": kind, f"post_{each}": post_id, f"group_{each}": group_id}
            values |= {f"above_{each}": place - MOST_MEMBERS, f"place_{each}": place}
        found: Members = {}
        for row in sorted(self.database.rows(_MEMBERS[places], values), key=lambda row: -row[1]):
            group_id, place, id_, created_at, *sender = row
            member = GroupMember(id_, account_view(sender), from_milliseconds(created_at))
            found.setdefault(group_id, []).append((place, member))
        return found


def _are_all_grouped(grouped: Collection[NotificationKind], sender_id: int | None) -> bool:
    return sender_id is None and set(grouped) >= GROUPED_KINDS


def _wanted(
    account_id: int,
    grouped: Collection[NotificationKind],
    kinds: Collection[NotificationKind] | None,
    sender_id: int | None,
) -> dict[str, Any]:
    of_kinds = [kind.value for kind in (NotificationKind if kinds is None else kinds)]
    together = [kind.value for kind in GROUPED_KINDS.intersection(grouped)]
    return {
        "viewer": account_id,
        "sender": sender_id,
        **in_places("kind", of_kinds or [""], _KINDS),
        **in_places("grouped", together or [""], _GROUPED),
    }


def _named(account_id: int, group: NotificationGroup) -> dict[str, Any]:
    return {"viewer": account_id, "kind": group.kind.value, "post": group.post_id or 0, "group": group.id}


def _view(row: tuple[Any, ...], members: Members) -> NotificationGroupView | None:
    """The group; None where those who are in it went away between the statements."""
    id_, kind, post_id, group_id, place, report_id, unread, is_alone, count = row[:9]
    # What the version before wrote is in no group.
    is_alone = is_alone or not group_id or NotificationKind(kind) not in GROUPED_KINDS
    newest = [member for at, member in members.get(group_id, ()) if place - MOST_MEMBERS < at <= place]
    shown = tuple([member for member in newest if member.id == id_ or not is_alone])
    if not shown:
        return None
    return NotificationGroupView(
        id=id_,
        group=None if is_alone else NotificationGroup(NotificationKind(kind), post_id or None, group_id),
        kind=NotificationKind(kind),
        count=1 if is_alone else max(count, len(shown)),
        members=shown,
        post=None if row[9] is None else post_view(row[9:]),
        unread=bool(unread),
        report_id=report_id,
    )
