"""Find the account that somebody means."""

from microblog.domain.model.account import Account, AccountState, is_username
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.page import MAX_ID
from microblog.ports.unit_of_work import UnitOfWork

Target = int | str
"""An account by its id, or a local one by its name."""


def account_at(uow: UnitOfWork, target: Target) -> Account:
    """The account in whatever state. Raises NotFound."""
    if isinstance(target, int):
        account = uow.accounts.get(target) if 0 <= target <= MAX_ID else None
    else:
        account = uow.accounts.by_name(target) if is_username(target) else None
    if account is None:
        raise NotFound
    return account


def active_account(uow: UnitOfWork, target: Target) -> Account:
    """The account if it is active. Raises NotFound, or Gone if it was deleted."""
    account = account_at(uow, target)
    if account.state is AccountState.DELETED:
        raise Gone
    if account.state is not AccountState.ACTIVE:
        raise NotFound
    return account


def locked_account(uow: UnitOfWork, target: Target, *others: int) -> Account:
    """The active account, which nobody else changes until this unit ends, and so with the others by their ids.

    Raises NotFound, or Gone if it was deleted.
    """
    account_id = target if isinstance(target, int) else account_at(uow, target).id
    if not 0 <= account_id <= MAX_ID:
        raise NotFound
    uow.accounts.lock(account_id, *others)
    return active_account(uow, account_id)
