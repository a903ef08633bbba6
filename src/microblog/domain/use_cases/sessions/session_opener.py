"""What all ways to a new session share."""

from datetime import datetime, timedelta

from attrs import frozen

from microblog.domain.model.session import Session
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWork

REMEMBERED_FOR = timedelta(days=60)
FORGOTTEN_AFTER = timedelta(hours=24)


def session_end(now: datetime, *, remember: bool) -> datetime:
    """When a session that was used just now ends if it is not used again."""
    return now + (REMEMBERED_FOR if remember else FORGOTTEN_AFTER)


@frozen
class SessionOpener:
    """Opens sessions inside of somebody's unit of work."""

    clock: Clock
    new_id: IdGenerator
    secrets: SecretGenerator

    def open(self, uow: UnitOfWork, account_id: int, *, remember: bool, user_agent: str) -> str:
        """The secret for the cookie; only its hash is stored."""
        secret, now = self.secrets(), self.clock()
        uow.sessions.add(
            Session(
                id=self.new_id(),
                token_hash=self.secrets.hash(secret),
                account_id=account_id,
                created_at=now,
                used_at=now,
                expires_at=session_end(now, remember=remember),
                remember=remember,
                user_agent="".join(c for c in user_agent if c.isprintable())[:200],
            )
        )
        return secret
