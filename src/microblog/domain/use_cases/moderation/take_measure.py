"""Do something about somebody's account that is less than to suspend it."""

from attrs import frozen

from microblog.domain.model.account import Measure, measured
from microblog.domain.use_cases.accounts.active_account import Target
from microblog.domain.use_cases.moderation.moderated_account import member_account
from microblog.domain.use_cases.reports.resolve_report import resolve_about
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class TakeMeasure:
    """Limit, disable or sensitize an account, each apart from the others. Who is disabled is signed out at once."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, moderator_id: int, target: Target, measure: Measure, report_id: int | None = None) -> None:
        """With a report about it, that is resolved as well. Nothing happens where the measure was taken before.

        Raises as SuspendAccount does.
        """
        with self.unit_of_work() as uow:
            account = member_account(uow, moderator_id, target)
            if report_id is not None:
                resolve_about(uow, report_id, account.id, moderator_id, self.clock())
            uow.accounts.save(measured(account, measure, taken=True))
            if measure is Measure.DISABLED:
                uow.sessions.remove_all(account.id)
            uow.commit()


@frozen
class LiftMeasure:
    """Let it be as it was."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, moderator_id: int, target: Target, measure: Measure) -> None:
        """Nothing happens where the measure was not taken. Raises as SuspendAccount does."""
        with self.unit_of_work() as uow:
            account = member_account(uow, moderator_id, target)
            uow.accounts.save(measured(account, measure, taken=False))
            uow.commit()
