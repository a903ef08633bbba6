"""Delete an account."""

from attrs import evolve, frozen

from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.errors import NotFound, NotPermitted, ValidationError
from microblog.domain.model.events import AccountDeleted
from microblog.domain.use_cases.accounts.active_account import Target, account_at
from microblog.ports.password_hasher import PasswordHasher
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


def hide_account(uow: UnitOfWork, account_id: int) -> None:
    """Hide an account at once and have it purged; it was locked. Raises NotFound."""
    account = uow.accounts.get(account_id)
    if account is None or account.state is AccountState.DELETED:
        raise NotFound
    hidden = evolve(account, state=AccountState.DELETED, locked=False)
    uow.accounts.save(evolve(hidden, display_name="", bio="", bio_html="", fields=(), avatar="", header=""))
    uow.sessions.remove_all(account_id)
    uow.grants.remove_all(account_id)
    uow.outbox.add(AccountDeleted(account_id))


@frozen
class DeleteAccount:
    """Delete one's own account: hidden and signed out at once, purged by the reaction. The name stays taken."""

    unit_of_work: UnitOfWorkFactory
    passwords: PasswordHasher

    def __call__(self, *, account_id: int, password: str) -> None:
        """Raises ValidationError("password", "wrong") and NotFound.

        NotPermitted("last_owner") if nobody would own the server any longer.
        """
        with self.unit_of_work() as uow:
            user = uow.users.get(account_id)
        if user is None:
            raise NotFound
        if not self.passwords.verify(user.password_hash, password):
            raise ValidationError("password", "wrong")
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id, *uow.users.with_role(Role.OWNER))
            latest = uow.users.get(account_id)
            if latest is not None and latest.password_hash != user.password_hash:  # changed while this one was verified
                raise ValidationError("password", "wrong")
            if list(uow.users.with_role(Role.OWNER)) == [account_id]:
                raise NotPermitted("last_owner")
            hide_account(uow, account_id)
            uow.commit()


@frozen
class RemoveAccount:
    """Delete somebody's account on the operator's word, even that of the last owner: who operates it makes another."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, target: Target) -> None:
        """Raises NotFound."""
        with self.unit_of_work() as uow:
            account_id = account_at(uow, target).id
            uow.accounts.lock(account_id)
            hide_account(uow, account_id)
            uow.commit()
