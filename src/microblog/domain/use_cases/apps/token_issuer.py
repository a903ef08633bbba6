"""What all ways to a token share."""

from datetime import datetime, timedelta

from attrs import field, frozen

from microblog.domain.model.app import AppToken, Grant, TokenKind
from microblog.domain.model.scopes import OFFLINE_ACCESS
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWork

ACCESS_LASTS = timedelta(hours=2)  # where it can be refreshed
REFRESH_LASTS = timedelta(days=60)


@frozen
class IssuedTokens:
    """What an app gets to hold. `expires_at` is that of the access token, None where it lives until it is revoked."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None


@frozen
class TokenIssuer:
    """Makes grants and tokens inside of somebody's unit of work."""

    clock: Clock
    new_id: IdGenerator
    secrets: SecretGenerator

    def grant(self, uow: UnitOfWork, *, app_id: int, account_id: int | None, scopes: tuple[str, ...]) -> Grant:
        """Write down what is allowed from now on. Raises Conflict if the app was removed meanwhile."""
        now = self.clock()
        grant = Grant(self.new_id(), app_id, account_id, scopes, created_at=now, used_at=now)
        uow.grants.add(grant)
        return grant

    def issue(self, uow: UnitOfWork, grant: Grant) -> IssuedTokens:
        """Tokens for a grant: an access token that lives until it is revoked, as clients of Mastodon expect.

        With OFFLINE_ACCESS one for two hours, and one to refresh both with that lives sixty days.
        """
        now = self.clock()
        is_short = OFFLINE_ACCESS in grant.scopes
        return IssuedTokens(
            access_token=self._token(uow, grant, TokenKind.ACCESS, ACCESS_LASTS if is_short else None),
            refresh_token=self._token(uow, grant, TokenKind.REFRESH, REFRESH_LASTS) if is_short else None,
            scopes=grant.scopes,
            created_at=now,
            expires_at=now + ACCESS_LASTS if is_short else None,
        )

    def _token(self, uow: UnitOfWork, grant: Grant, kind: TokenKind, lasts: timedelta | None) -> str:
        secret, now = self.secrets(), self.clock()
        expires_at = now + lasts if lasts is not None else None
        uow.app_tokens.add(AppToken(self.secrets.hash(secret), kind, grant.id, now, expires_at))
        return secret
