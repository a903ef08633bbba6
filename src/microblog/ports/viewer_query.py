"""Who is signed in."""

from datetime import datetime
from typing import Protocol

from microblog.domain.model.session import Session
from microblog.domain.model.views import Bearer, Viewer


class ViewerQuery(Protocol):
    """Finds who looks. Asked at every request, so it is one statement."""

    def by_session(self, token_hash: bytes, now: datetime) -> tuple[Viewer, Session] | None:
        """The person whose session that is, if it has not expired and the account may act."""
        ...

    def by_token(self, token_hash: bytes, now: datetime) -> Bearer | None:
        """Whoever has that access token, if it has not expired and the account that it acts for may act."""
        ...
