"""Say that a report is dealt with, or that it is not after all."""

from datetime import datetime

from attrs import evolve, frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.report import Report
from microblog.domain.use_cases.reports.open_report import locked_report, report_at
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


@frozen
class ResolveReport:
    """Close a report."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, moderator_id: int, report_id: int, about_id: int | None = None) -> None:
        """Nothing happens if somebody did before. Raises NotFound, also if it has to be about an account and is not."""
        now = self.clock()
        with self.unit_of_work() as uow:
            report = locked_report(uow, report_id, moderator_id)
            if about_id not in (None, report.target_id):
                raise NotFound
            uow.reports.save(resolved(report, moderator_id, now))
            uow.commit()


def resolve_about(uow: UnitOfWork, report_id: int, account_id: int, moderator_id: int, now: datetime) -> None:
    """Resolve the report that led to what is done about an account, which was locked.

    Raises NotFound if there is no such report about it.
    """
    report = report_at(uow, report_id)
    if report.target_id != account_id:
        raise NotFound
    uow.reports.save(resolved(report, moderator_id, now))


def resolved(report: Report, moderator_id: int, now: datetime) -> Report:
    """The report after this moderator has resolved it, unless somebody did before."""
    if report.resolved_at is not None:
        return report
    return evolve(report, resolved_at=now, resolved_id=moderator_id, updated_at=now)


@frozen
class ReopenReport:
    """Open it again."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, report_id: int) -> None:
        """Raises NotFound."""
        with self.unit_of_work() as uow:
            report = locked_report(uow, report_id)
            if report.resolved_at is not None:
                uow.reports.save(evolve(report, resolved_at=None, resolved_id=None, updated_at=self.clock()))
            uow.commit()
