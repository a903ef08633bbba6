"""Read an account itself: one's own, to change it, or the one that an identifier names."""

from attrs import frozen

from microblog.domain.model.account import Account, User
from microblog.domain.model.errors import NotFound
from microblog.domain.use_cases.accounts.active_account import active_account
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadAccount:
    """Read one's own account and the settings that others do not see."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int) -> tuple[Account, User]:
        """Raises NotFound."""
        with self.unit_of_work() as uow:
            account, user = uow.accounts.get(account_id), uow.users.get(account_id)
        if account is None or user is None:
            raise NotFound
        return account, user


@frozen
class FindAccount:
    """Find the account that an identifier names."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int) -> Account:
        """The account. Raises NotFound, and Gone if it was deleted."""
        with self.unit_of_work() as uow:
            return active_account(uow, account_id)
