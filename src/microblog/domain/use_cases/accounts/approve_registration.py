"""Let in those who wait, or turn them away."""

from collections.abc import Sequence

from attrs import evolve, frozen

from microblog.domain.model.account import Account, AccountState, User
from microblog.domain.model.errors import NotFound
from microblog.domain.model.events import AccountApproved
from microblog.domain.use_cases.accounts.active_account import account_at
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


def _waiting(uow: UnitOfWork, account_id: int) -> Account:
    uow.accounts.lock(account_id)
    account = account_at(uow, account_id)
    if account.state is not AccountState.WAITING:
        raise NotFound
    return account


@frozen
class ListRegistrations:
    """See who waits."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self) -> Sequence[tuple[Account, User]]:
        """The first hundred, those that wait longest first."""
        with self.unit_of_work() as uow:
            return uow.users.in_state(AccountState.WAITING, 100)


@frozen
class ApproveRegistration:
    """Let somebody in."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int) -> None:
        """Raises NotFound if nobody with that id waits."""
        with self.unit_of_work() as uow:
            uow.accounts.save(evolve(_waiting(uow, account_id), state=AccountState.ACTIVE))
            uow.outbox.add(AccountApproved(account_id))
            uow.commit()


@frozen
class RejectRegistration:
    """Turn somebody away: the person is forgotten, the name stays taken."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int) -> None:
        """Raises NotFound if nobody with that id waits."""
        with self.unit_of_work() as uow:
            uow.accounts.save(evolve(_waiting(uow, account_id), state=AccountState.DELETED))
            uow.users.remove(account_id)
            uow.commit()
