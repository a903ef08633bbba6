"""Log in and out."""

from attrs import evolve, frozen

from microblog.domain.model.account import AccountState, User, is_username
from microblog.domain.model.errors import NotPermitted, ValidationError
from microblog.domain.model.text import is_storable
from microblog.domain.use_cases.sessions.session_opener import SessionOpener
from microblog.domain.use_cases.within_limit import within_limit
from microblog.ports.password_hasher import PasswordHasher
from microblog.ports.rate_limiter import RateLimit, RateLimiter
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

TRIES = RateLimit(10, 15 * 60)  # one name from one place
TRIES_FROM_EVERYWHERE = RateLimit(100, 60 * 60)


@frozen
class LogIn:
    """Open a session for whoever knows the password."""

    unit_of_work: UnitOfWorkFactory
    passwords: PasswordHasher
    sessions: SessionOpener
    rate_limiter: RateLimiter

    def __call__(
        self, *, login: str, password: str, remember: bool = False, user_agent: str = "", origin: str = ""
    ) -> str:
        """The secret for the cookie. `login` is a name or a mail address, `origin` where the attempt comes from.

        Raises ValidationError("password", "wrong_credentials"), in the same time whether the account exists or not,
        TooManyRequests after ten tries at a name from one origin within 15 minutes (a hundred an hour from all), and,
        only to those who know the password, NotPermitted("unconfirmed" | "waiting" | "suspended" | "disabled").
        """
        name = login.strip()[:254]
        within_limit(self.rate_limiter, f"log-in:{origin}:{name.casefold()}", TRIES)
        within_limit(self.rate_limiter, f"log-in:{name.casefold()}", TRIES_FROM_EVERYWHERE)
        with self.unit_of_work() as uow:
            user = self._find(uow, name)
        if user is None:
            self.passwords.verify_nobody(password)
            raise ValidationError("password", "wrong_credentials")
        if not self.passwords.verify(user.password_hash, password):
            raise ValidationError("password", "wrong_credentials")
        better = self.passwords.hash(password) if self.passwords.is_outdated(user.password_hash) else None
        with self.unit_of_work() as uow:
            uow.accounts.lock(user.account_id)
            account, current = uow.accounts.get(user.account_id), uow.users.get(user.account_id)
            if account is None or account.state is AccountState.DELETED:
                raise ValidationError("password", "wrong_credentials")
            if current is None or current.password_hash != user.password_hash:  # changed while this one was verified
                raise ValidationError("password", "wrong_credentials")
            if account.state is not AccountState.ACTIVE:
                raise NotPermitted(account.state.value)
            if account.disabled:
                raise NotPermitted("disabled")
            if better is not None:
                uow.users.save(evolve(current, password_hash=better))
            secret = self.sessions.open(uow, account.id, remember=remember, user_agent=user_agent)
            uow.commit()
        return secret

    def _find(self, uow: UnitOfWork, name: str) -> User | None:
        if "@" in name:
            return uow.users.by_email(name) if is_storable(name) else None
        account = uow.accounts.by_name(name) if is_username(name) else None
        return uow.users.get(account.id) if account is not None else None


@frozen
class LogOut:
    """End the session that one uses."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, session_id: int) -> None:
        """Nothing happens if it has ended already."""
        with self.unit_of_work() as uow:
            uow.sessions.remove(account_id, session_id)
            uow.commit()
