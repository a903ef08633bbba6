"""Say that a report is dealt with, or that it is not after all."""

from attrs import evolve, frozen

from microblog.domain.use_cases.reports.open_report import locked_report
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ResolveReport:
    """Close a report."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, moderator_id: int, report_id: int) -> None:
        """Nothing happens if somebody did before. Raises NotFound."""
        now = self.clock()
        with self.unit_of_work() as uow:
            report = locked_report(uow, report_id, moderator_id)
            if report.resolved_at is None:
                uow.reports.save(evolve(report, resolved_at=now, resolved_id=moderator_id, updated_at=now))
            uow.commit()


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
