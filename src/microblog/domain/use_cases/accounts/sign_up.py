"""Sign up for an account."""

from enum import Enum

from attrs import evolve, frozen

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.errors import NotPermitted, ValidationError
from microblog.domain.model.events import AccountRegistered, RegistrationWaiting
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.accounts.registrar import Registrar
from microblog.domain.use_cases.sessions.session_opener import SessionOpener
from microblog.ports.unit_of_work import UnitOfWorkFactory


class Registration(Enum):
    """Who may sign up."""

    OPEN = "open"
    APPROVAL = "approval"  # somebody has to let each one in
    INVITE = "invite"  # only with an invitation
    CLOSED = "closed"


@frozen
class SignedUp:
    """The new account, and the secret of a session if one was wanted and may be used at once."""

    account: Account
    session: str | None


@frozen
class SignUp:
    """Make an account for whoever asks, as far as the server lets them."""

    unit_of_work: UnitOfWorkFactory
    registrar: Registrar
    sessions: SessionOpener
    registration: Registration
    confirm_email: bool

    def __call__(
        self,
        *,
        username: str,
        email: str,
        password: str,
        language: str | None = None,
        reason: str = "",
        invitation: str = "",
        user_agent: str = "",
        with_session: bool = True,
    ) -> SignedUp:
        """The account; it waits for approval where that is asked for (an invitation replaces it).

        Raises NotPermitted("closed"), ValidationError for any field ("invitation": "required", "invalid";
        "reason": "required" where somebody has to approve).
        """
        if self.registration is Registration.CLOSED:
            raise NotPermitted("closed")
        if self.registration is Registration.INVITE and not invitation:
            raise ValidationError("invitation", "required")
        waits = self.registration is Registration.APPROVAL and not invitation
        if waits and not reason.strip():
            raise ValidationError("reason", "required")
        account, user = self.registrar.prepare(
            username=username,
            email=email,
            password=password,
            language=language,
            reason=reason if waits else "",  # by it those who must wait are known once they confirmed their address
        )
        if self.confirm_email:
            account = evolve(account, state=AccountState.UNCONFIRMED)
            user = evolve(user, confirmed_at=None)
        elif waits:
            account = evolve(account, state=AccountState.WAITING)
        with self.unit_of_work() as uow:
            if invitation:
                token = uow.tokens.consume(
                    self.sessions.secrets.hash(invitation), Purpose.INVITATION, account.created_at
                )
                if token is None:
                    raise ValidationError("invitation", "invalid")
            self.registrar.store(uow, account, user)
            uow.outbox.add(AccountRegistered(account.id))
            if account.state is AccountState.WAITING:
                uow.outbox.add(RegistrationWaiting(account.id))
            session = None
            if with_session and account.state is AccountState.ACTIVE:
                session = self.sessions.open(uow, account.id, remember=False, user_agent=user_agent)
            uow.commit()
        return SignedUp(account, session)
