"""Invite somebody."""

from datetime import timedelta

from attrs import frozen

from microblog.domain.model.session import Purpose, Token
from microblog.ports.clock import Clock
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

LASTS = timedelta(days=7)


@frozen
class CreateInvitation:
    """Make an invitation for one person. It belongs to nobody, so that it outlives whoever made it."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(self) -> str:
        """The secret for the link, shown only now; it lasts seven days."""
        secret, now = self.secrets(), self.clock()
        with self.unit_of_work() as uow:
            uow.tokens.add(Token(self.secrets.hash(secret), Purpose.INVITATION, None, now, now + LASTS))
            uow.commit()
        return secret
