"""Find a report that a moderator means."""

from microblog.domain.model.errors import NotFound
from microblog.domain.model.page import MAX_ID
from microblog.domain.model.report import Report, ReportView
from microblog.ports.unit_of_work import UnitOfWork


def report_at(uow: UnitOfWork, report_id: int) -> Report:
    """The report. Raises NotFound."""
    report = uow.reports.get(report_id) if 0 <= report_id <= MAX_ID else None
    if report is None:
        raise NotFound
    return report


def locked_report(uow: UnitOfWork, report_id: int, *moderators: int) -> Report:
    """The report, which nobody else changes until this unit ends. Raises NotFound."""
    uow.accounts.lock(report_at(uow, report_id).target_id, *moderators)
    return report_at(uow, report_id)


def members_of(uow: UnitOfWork, *reports: Report) -> list[ReportView]:
    """The reports with those whom they name."""
    ids = {id_ for one in reports for id_ in (one.account_id, one.target_id, one.assigned_id, one.resolved_id)}
    members = uow.users.members([id_ for id_ in ids if id_ is not None])
    return [ReportView(one, members) for one in reports]
