"""Become the owner of a new server."""

from datetime import timedelta

from attrs import frozen

from microblog.domain.model.account import Role
from microblog.domain.model.errors import NotFound
from microblog.domain.model.session import Purpose, Token
from microblog.domain.use_cases.accounts.registrar import Registrar
from microblog.domain.use_cases.accounts.sign_up import SignedUp
from microblog.domain.use_cases.sessions.session_opener import SessionOpener
from microblog.ports.clock import Clock
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

LINK_LASTS = timedelta(days=30)


@frozen
class OfferOwnership:
    """Make the link through which the first account, the owner's, is made."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(self) -> str | None:
        """The secret for the link, which replaces earlier ones; None once there is an owner."""
        with self.unit_of_work() as uow:
            if uow.users.has_role(Role.OWNER):
                return None
            secret, now = self.secrets(), self.clock()
            uow.tokens.remove_purpose(Purpose.BECOME_OWNER)
            uow.tokens.add(Token(self.secrets.hash(secret), Purpose.BECOME_OWNER, None, now, now + LINK_LASTS))
            uow.commit()
        return secret

    def is_wanted(self) -> bool:
        """Whether there is no owner yet."""
        with self.unit_of_work() as uow:
            return not uow.users.has_role(Role.OWNER)


@frozen
class CheckOwnership:
    """See whether a link makes an owner."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(self, *, secret: str) -> None:
        """Raises NotFound if it does not, or no longer."""
        with self.unit_of_work() as uow:
            if uow.tokens.get(self.secrets.hash(secret), Purpose.BECOME_OWNER, self.clock()) is None:
                raise NotFound


@frozen
class SetUpOwner:
    """Make the owner's account, through the link, once."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator
    registrar: Registrar
    sessions: SessionOpener

    def __call__(
        self,
        *,
        secret: str,
        username: str,
        email: str,
        password: str,
        user_agent: str = "",
    ) -> SignedUp:
        """The owner, signed in. Raises NotFound for a link that is used up, ValidationError for a field."""
        account, user = self.registrar.prepare(username=username, email=email, password=password, role=Role.OWNER)
        with self.unit_of_work() as uow:
            token = uow.tokens.consume(self.secrets.hash(secret), Purpose.BECOME_OWNER, self.clock())
            if token is None or uow.users.has_role(Role.OWNER):
                raise NotFound
            self.registrar.store(uow, account, user)
            session = self.sessions.open(uow, account.id, remember=False, user_agent=user_agent)
            uow.commit()
        return SignedUp(account, session)
