"""Take somebody's account away for a time."""

from attrs import evolve, frozen

from microblog.domain.model.account import AccountState
from microblog.domain.use_cases.accounts.active_account import Target
from microblog.domain.use_cases.moderation.moderated_account import member_account
from microblog.domain.use_cases.reports.resolve_report import resolve_about
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class SuspendAccount:
    """Suspend an account: it and all that it wrote is hidden at once, its sessions end, its apps can do nothing."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, moderator_id: int, target: Target, report_id: int | None = None) -> None:
        """With a report about it, that is resolved as well. Nothing happens to an account that is suspended already.

        Raises NotFound if there is no such report, or no such account that was let in; NotPermitted("own_account"), and
        NotPermitted("outranked") for somebody whose role is no smaller than the moderator's, so never the last owner.
        """
        with self.unit_of_work() as uow:
            account = member_account(uow, moderator_id, target)
            if report_id is not None:
                resolve_about(uow, report_id, account.id, moderator_id, self.clock())
            uow.accounts.save(evolve(account, state=AccountState.SUSPENDED))
            uow.sessions.remove_all(account.id)
            uow.commit()


@frozen
class UnsuspendAccount:
    """Give it back as it was."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, moderator_id: int, target: Target) -> None:
        """Nothing happens to an account that is not suspended. Raises as SuspendAccount does."""
        with self.unit_of_work() as uow:
            account = member_account(uow, moderator_id, target)
            uow.accounts.save(evolve(account, state=AccountState.ACTIVE))
            uow.commit()
