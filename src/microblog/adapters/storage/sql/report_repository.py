"""What people told the moderators, kept."""

from collections.abc import Collection, Mapping

from attrs import asdict, fields, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, insert, or_, select, update

from microblog.adapters.storage.sql.paging import bounded, bounds, page_of
from microblog.adapters.storage.sql.tables import reports
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.report import Report
from microblog.ports.report_repository import ReportRepository

_R = reports.c
_ALL = select(*(_R[field.name] for field in fields(Report)))
_THIS = _R.id == bindparam("this", type_=BigInteger())
_ACCOUNT = bindparam("account", type_=BigInteger())
_ADD = insert(reports)
_REMOVE = delete(reports).where(_THIS)
_GET = _ALL.where(_THIS)
_SEVERAL = _ALL.where(_R.id.in_(bindparam("ids", expanding=True)))
_REMOVE_ALL = delete(reports).where(or_(_R.account_id == _ACCOUNT, _R.target_id == _ACCOUNT))
_UNASSIGN_ALL = update(reports).where(_R.assigned_id == _ACCOUNT).values(assigned_id=None)
_FORGET_WHO = update(reports).where(_R.resolved_id == _ACCOUNT).values(resolved_id=None)


@frozen
class SqlReportRepository(ReportRepository):
    """Reports in a table."""

    _connection: Connection

    def save(self, report: Report) -> None:
        self._connection.execute(_REMOVE, {"this": report.id})
        self._connection.execute(_ADD, asdict(report))

    def get(self, report_id: int) -> Report | None:
        row = self._connection.execute(_GET, {"this": report_id}).first()
        return None if row is None else Report(*row)

    def several(self, report_ids: Collection[int]) -> Mapping[int, Report]:
        if not report_ids:
            return {}
        found = [Report(*row) for row in self._connection.execute(_SEVERAL, {"ids": list(report_ids)})]
        return {one.id: one for one in found}

    def page(
        self, cursor: Cursor, *, resolved: bool, account_id: int | None = None, target_id: int | None = None
    ) -> Page[Report]:
        statement = _ALL.where(_R.resolved_at.is_not(None) if resolved else _R.resolved_at.is_(None))
        if account_id is not None:
            statement = statement.where(_R.account_id == account_id)
        if target_id is not None:
            statement = statement.where(_R.target_id == target_id)
        page = bounded(_R.id, statement).order_by(_R.id.desc() if cursor.min_id is None else _R.id)
        rows = self._connection.execute(page, bounds(cursor)).all()
        return page_of(cursor, rows, lambda row: Report(*row))

    def remove_all(self, account_id: int) -> None:
        for statement in (_REMOVE_ALL, _UNASSIGN_ALL, _FORGET_WHO):
            self._connection.execute(statement, {"account": account_id})
