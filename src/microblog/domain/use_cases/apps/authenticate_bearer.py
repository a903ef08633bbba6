"""Recognise whoever has an access token."""

from attrs import frozen

from microblog.domain.model.views import Bearer
from microblog.domain.use_cases.sessions.authenticate import TOUCH_EVERY
from microblog.ports.clock import Clock
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory
from microblog.ports.viewer_query import ViewerQuery


@frozen
class AuthenticateBearer:
    """Find what an access token allows and for whom, and note that it was used."""

    viewers: ViewerQuery
    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(self, *, secret: str) -> Bearer | None:
        """None if the token was revoked, has expired or never was, or whoever it acts for is not active."""
        now = self.clock()
        bearer = self.viewers.by_token(self.secrets.hash(secret), now)
        if bearer is not None and now - bearer.grant.used_at > TOUCH_EVERY:
            with self.unit_of_work() as uow:
                uow.grants.touch(bearer.grant.id, now)
                uow.commit()
        return bearer
