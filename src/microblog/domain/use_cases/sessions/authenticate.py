"""Recognise whoever has a session."""

from datetime import timedelta

from attrs import frozen

from microblog.domain.model.session import Session
from microblog.domain.model.views import Viewer
from microblog.domain.use_cases.sessions.session_opener import session_end
from microblog.ports.clock import Clock
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory
from microblog.ports.viewer_query import ViewerQuery

TOUCH_EVERY = timedelta(hours=1)  # often enough to say when a session was used, seldom enough to cost nothing


@frozen
class Authenticate:
    """Find the person behind a cookie, and keep the session alive while it is used."""

    viewers: ViewerQuery
    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(self, *, secret: str) -> tuple[Viewer, Session] | None:
        """The person and the session; None if it ended, expired or never was."""
        now = self.clock()
        found = self.viewers.by_session(self.secrets.hash(secret), now)
        if found is not None and now - found[1].used_at > TOUCH_EVERY:
            session = found[1]
            with self.unit_of_work() as uow:
                uow.sessions.touch(session.id, now, session_end(now, remember=session.remember))
                uow.commit()
        return found
