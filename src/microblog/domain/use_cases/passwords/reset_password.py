"""Get back in after the password was lost."""

from attrs import frozen

from microblog.domain.model.account import check_email, check_password
from microblog.domain.model.errors import NotFound
from microblog.domain.model.events import PasswordResetRequested
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.accounts.confirm_address import store_confirmation
from microblog.domain.use_cases.passwords.change_password import store_password
from microblog.domain.use_cases.within_limit import within_limit
from microblog.ports.clock import Clock
from microblog.ports.password_hasher import PasswordHasher
from microblog.ports.rate_limiter import RateLimit, RateLimiter
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

MAILS = RateLimit(5, 60 * 60)  # to one address


@frozen
class RequestPasswordReset:
    """Have a link mailed. Whether the address is known is not told, nor can it be seen from the time it takes."""

    unit_of_work: UnitOfWorkFactory
    rate_limiter: RateLimiter

    def __call__(self, *, email: str) -> None:
        """Raises ValidationError for what is no address, and TooManyRequests after five requests within an hour."""
        email = check_email(email)
        within_limit(self.rate_limiter, f"password-reset:{email.casefold()}", MAILS)
        with self.unit_of_work() as uow:
            user = uow.users.by_email(email)
            # An unknown address is written down too, as nobody's, so that both take equally long.
            uow.outbox.add(PasswordResetRequested(user.account_id if user is not None else 0))
            uow.commit()


@frozen
class CheckResetLink:
    """See whether the link from the mail still works."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(self, *, secret: str) -> None:
        """Raises NotFound if it does not."""
        with self.unit_of_work() as uow:
            if uow.tokens.get(self.secrets.hash(secret), Purpose.RESET_PASSWORD, self.clock()) is None:
                raise NotFound


@frozen
class ResetPassword:
    """Set a new password with the secret from the mail. All sessions end.

    The mail arrived, so the address is confirmed by this as well; whoever asked to be let in still waits for that.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator
    passwords: PasswordHasher

    def __call__(self, *, secret: str, password: str) -> None:
        """Raises NotFound for a dead link and ValidationError for the password; the link then still works."""
        password_hash, now = self.passwords.hash(check_password(password)), self.clock()
        with self.unit_of_work() as uow:
            token = uow.tokens.consume(self.secrets.hash(secret), Purpose.RESET_PASSWORD, now)
            if token is None or token.account_id is None:
                raise NotFound
            uow.accounts.lock(token.account_id)
            account = uow.accounts.get(token.account_id)
            if account is None:
                raise NotFound
            user = store_password(uow, account.id, password_hash)
            store_confirmation(uow, account, user, now, waits=bool(user.reason))
            uow.commit()
