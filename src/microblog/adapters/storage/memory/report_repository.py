"""What people told the moderators, kept."""

from collections.abc import Collection, Mapping

from attrs import evolve, frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.report import Report
from microblog.ports.report_repository import ReportRepository


@frozen
class MemoryReportRepository(ReportRepository):
    """Reports in a dictionary."""

    _tables: Tables

    def save(self, report: Report) -> None:
        self._tables.reports[report.id] = report

    def get(self, report_id: int) -> Report | None:
        return self._tables.reports.get(report_id)

    def several(self, report_ids: Collection[int]) -> Mapping[int, Report]:
        return {id_: self._tables.reports[id_] for id_ in report_ids if id_ in self._tables.reports}

    def page(
        self, cursor: Cursor, *, resolved: bool, account_id: int | None = None, target_id: int | None = None
    ) -> Page[Report]:
        found = [
            one
            for one in self._tables.reports.values()
            if (one.resolved_at is not None) is resolved
            and account_id in (None, one.account_id)
            and target_id in (None, one.target_id)
        ]
        return page_of(found, lambda one: one.id, cursor)

    def remove_all(self, account_id: int) -> None:
        for one in list(self._tables.reports.values()):
            if account_id in (one.account_id, one.target_id):
                del self._tables.reports[one.id]
            else:
                assigned_id = None if one.assigned_id == account_id else one.assigned_id
                resolved_id = None if one.resolved_id == account_id else one.resolved_id
                self._tables.reports[one.id] = evolve(one, assigned_id=assigned_id, resolved_id=resolved_id)
