"""Change the password."""

from attrs import evolve, frozen

from microblog.domain.model.account import AccountState, User, check_password
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.accounts.active_account import Target, account_at
from microblog.ports.password_hasher import PasswordHasher
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


def store_password(uow: UnitOfWork, account_id: int, password_hash: str, keep_session: int | None = None) -> User:
    """Set the hash, end the sessions (but one), revoke what apps are allowed and void the links that were mailed.

    The account was locked. Raises NotFound, for a deleted account too.
    """
    account, user = uow.accounts.get(account_id), uow.users.get(account_id)
    if account is None or account.state is AccountState.DELETED or user is None:
        raise NotFound
    user = evolve(user, password_hash=password_hash)
    uow.users.save(user)
    uow.sessions.remove_all(account_id, but=keep_session)
    uow.grants.remove_all(account_id)  # whoever knew the password may have let an app in
    uow.tokens.remove_of_account(account_id, Purpose.RESET_PASSWORD)
    return user


@frozen
class ChangePassword:
    """Change one's own password. All other sessions end, and apps are allowed nothing any more."""

    unit_of_work: UnitOfWorkFactory
    passwords: PasswordHasher

    def __call__(self, *, account_id: int, session_id: int, current: str, new: str) -> None:
        """Raises ValidationError("current_password", "wrong") and for a `password` that cannot be one, NotFound."""
        with self.unit_of_work() as uow:
            user = uow.users.get(account_id)
        if user is None:
            raise NotFound
        if not self.passwords.verify(user.password_hash, current):
            raise ValidationError("current_password", "wrong")
        password_hash = self.passwords.hash(check_password(new))
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            latest = uow.users.get(account_id)
            if latest is not None and latest.password_hash != user.password_hash:  # changed while this one was verified
                raise ValidationError("current_password", "wrong")
            store_password(uow, account_id, password_hash, keep_session=session_id)
            uow.commit()


@frozen
class SetPassword:
    """Set somebody's password on the operator's word. All sessions end, and apps are allowed nothing any more."""

    unit_of_work: UnitOfWorkFactory
    passwords: PasswordHasher

    def __call__(self, *, target: Target, password: str) -> None:
        """Raises NotFound and ValidationError."""
        password_hash = self.passwords.hash(check_password(password))
        with self.unit_of_work() as uow:
            account_id = account_at(uow, target).id
            uow.accounts.lock(account_id)
            store_password(uow, account_id, password_hash)
            uow.commit()
