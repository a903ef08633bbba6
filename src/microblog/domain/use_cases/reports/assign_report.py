"""Say who looks after a report."""

from attrs import evolve, frozen

from microblog.domain.use_cases.reports.open_report import locked_report
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class AssignReport:
    """Look after a report oneself, also in place of somebody else."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, moderator_id: int, report_id: int) -> None:
        """Raises NotFound."""
        with self.unit_of_work() as uow:
            report = locked_report(uow, report_id, moderator_id)
            if report.assigned_id != moderator_id:
                uow.reports.save(evolve(report, assigned_id=moderator_id, updated_at=self.clock()))
            uow.commit()


@frozen
class UnassignReport:
    """Leave it to whoever comes."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, report_id: int) -> None:
        """Raises NotFound."""
        with self.unit_of_work() as uow:
            report = locked_report(uow, report_id)
            if report.assigned_id is not None:
                uow.reports.save(evolve(report, assigned_id=None, updated_at=self.clock()))
            uow.commit()
