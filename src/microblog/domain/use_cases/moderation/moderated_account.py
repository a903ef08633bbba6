"""Find an account that a moderator wants to do something about."""

from microblog.domain.model.account import Account, AccountState, Role
from microblog.domain.model.errors import NotFound, NotPermitted
from microblog.domain.use_cases.accounts.active_account import Target, account_at
from microblog.ports.unit_of_work import UnitOfWork


def moderated_account(uow: UnitOfWork, moderator_id: int, target: Target) -> Account:
    """The account in whatever state, which nobody else changes until this unit ends.

    Raises NotFound, NotPermitted("own_account"), and NotPermitted("outranked") for somebody whose role is no smaller
    than the moderator's.
    """
    account_id = account_at(uow, target).id
    uow.accounts.lock(account_id, moderator_id)
    if account_id == moderator_id:
        raise NotPermitted("own_account")
    moderator, user = uow.users.get(moderator_id), uow.users.get(account_id)
    role = Role.USER if user is None else user.role
    if moderator is None or role.includes(moderator.role):
        raise NotPermitted("outranked")
    return account_at(uow, account_id)


def member_account(uow: UnitOfWork, moderator_id: int, target: Target) -> Account:
    """The same for an account that was let in, whether it is suspended or not. Raises NotFound for any other."""
    account = moderated_account(uow, moderator_id, target)
    if account.state not in (AccountState.ACTIVE, AccountState.SUSPENDED):
        raise NotFound
    return account
