"""Confirm a mail address."""

from datetime import datetime

from attrs import evolve, frozen

from microblog.domain.model.account import Account, AccountState, User
from microblog.domain.model.errors import NotFound
from microblog.domain.model.events import RegistrationWaiting
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.ports.clock import Clock
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


def store_confirmation(uow: UnitOfWork, account: Account, user: User, now: datetime, *, waits: bool) -> Account:
    """Note that the address is the person's own, and let the account in, or have it wait, if only that was missing.

    The account was locked before it was read.
    """
    if account.state is AccountState.UNCONFIRMED:
        account = evolve(account, state=AccountState.WAITING if waits else AccountState.ACTIVE)
        uow.accounts.save(account)
        if waits:
            uow.outbox.add(RegistrationWaiting(account.id))
    uow.users.save(evolve(user, confirmed_at=user.confirmed_at or now))
    return account


@frozen
class ConfirmAddress:
    """Show, with the secret from the mail, that the address is one's own."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator
    registration: Registration

    def __call__(self, *, secret: str) -> Account:
        """The account: active, or waiting where somebody has to approve it. Raises NotFound for a dead link."""
        now = self.clock()
        with self.unit_of_work() as uow:
            token = uow.tokens.consume(self.secrets.hash(secret), Purpose.CONFIRM_ADDRESS, now)
            if token is None or token.account_id is None:
                raise NotFound
            uow.accounts.lock(token.account_id)
            account, user = uow.accounts.get(token.account_id), uow.users.get(token.account_id)
            if account is None or account.state is AccountState.DELETED or user is None:
                raise NotFound
            waits = self.registration is Registration.APPROVAL and bool(user.reason)
            account = store_confirmation(uow, account, user, now, waits=waits)
            uow.commit()
        return account
