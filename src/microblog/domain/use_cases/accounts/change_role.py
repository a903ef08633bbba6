"""Give somebody another role."""

from attrs import evolve, frozen

from microblog.domain.model.account import Role
from microblog.domain.model.errors import NotFound, NotPermitted
from microblog.domain.model.notification import NotificationKind
from microblog.domain.use_cases.accounts.active_account import Target, locked_account
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ChangeRole:
    """Set what somebody may do on this server."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, target: Target, role: Role) -> None:
        """Raises NotFound, Gone if the account was deleted, and NotPermitted("last_owner") if nobody would own it."""
        with self.unit_of_work() as uow:
            account = locked_account(uow, target, *uow.users.with_role(Role.OWNER))
            user = uow.users.get(account.id)
            if user is None:
                raise NotFound
            if role is not Role.OWNER and list(uow.users.with_role(Role.OWNER)) == [account.id]:
                raise NotPermitted("last_owner")
            uow.users.save(evolve(user, role=role))
            if not role.includes(Role.MODERATOR):
                uow.notifications.remove_kind(user.account_id, NotificationKind.REPORT)
            uow.commit()
