"""See where one is signed in, and end it."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.page import MAX_ID
from microblog.domain.model.session import Session
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ListSessions:
    """See where one is signed in."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, account_id: int) -> Sequence[Session]:
        """One's sessions that have not expired, the latest used first."""
        now = self.clock()
        with self.unit_of_work() as uow:
            return [session for session in uow.sessions.of_account(account_id) if session.expires_at > now]


@frozen
class EndSession:
    """End a session somewhere."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, session_id: int) -> None:
        """Raises NotFound if it is not one's own."""
        with self.unit_of_work() as uow:
            if not 0 <= session_id <= MAX_ID or not uow.sessions.remove(account_id, session_id):
                raise NotFound
            uow.commit()


@frozen
class EndOtherSessions:
    """End all sessions but the one that is used now."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, session_id: int) -> int:
        """How many were ended."""
        with self.unit_of_work() as uow:
            ended = uow.sessions.remove_all(account_id, but=session_id)
            uow.commit()
        return ended
