"""Delete for good what a moderator suspended."""

from attrs import frozen

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import NotFound, NotPermitted
from microblog.domain.use_cases.accounts.active_account import Target
from microblog.domain.use_cases.accounts.delete_account import hide_account
from microblog.domain.use_cases.moderation.moderated_account import moderated_account
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class RemoveSuspendedAccount:
    """Delete a suspended account: the reaction purges it, the name stays taken."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, moderator_id: int, target: Target) -> None:
        """Raises NotFound, NotPermitted("own_account" | "outranked"), NotPermitted("not_suspended")."""
        with self.unit_of_work() as uow:
            account = moderated_account(uow, moderator_id, target)
            if account.state is AccountState.ACTIVE:
                raise NotPermitted("not_suspended")
            if account.state is not AccountState.SUSPENDED:
                raise NotFound
            hide_account(uow, account.id)
            uow.commit()
