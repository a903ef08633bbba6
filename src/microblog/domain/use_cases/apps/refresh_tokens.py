"""Get new tokens for old ones."""

from attrs import frozen

from microblog.domain.model.app import App, TokenKind
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.scopes import parse_scopes, within
from microblog.domain.use_cases.apps.token_issuer import IssuedTokens, TokenIssuer
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class RefreshTokens:
    """Exchange a refresh token, which is spent by that, for a new pair of tokens (RFC 6749 section 6)."""

    unit_of_work: UnitOfWorkFactory
    issuer: TokenIssuer

    def __call__(self, *, app: App, refresh_token: str, scopes: str = "") -> IssuedTokens:
        """The new pair, for all that was granted; `scopes` can only be asked for, and not more than that.

        Raises ValidationError("refresh_token", "invalid") for one that is not the app's or has expired. Where it was
        spent before, one of the two who have it stole it: the whole grant is revoked then (RFC 9700 section 4.14.2).
        Raises ValidationError for `scope` as well (`unknown_scope`, `not_granted`).
        """
        token_hash = self.issuer.secrets.hash(refresh_token)
        with self.unit_of_work() as uow:
            token = uow.app_tokens.get(token_hash)
            grant = uow.grants.get(token.grant_id) if token is not None and token.kind is TokenKind.REFRESH else None
            if grant is None or grant.app_id != app.id or grant.account_id is None:
                raise ValidationError("refresh_token", "invalid")
            uow.accounts.lock(grant.account_id)
            account, token = uow.accounts.get(grant.account_id), uow.app_tokens.get(token_hash)
            if token is None:  # revoked meanwhile
                raise ValidationError("refresh_token", "invalid")
            if token.spent:
                uow.grants.remove(grant.id)
                uow.commit()
                raise ValidationError("refresh_token", "invalid")
            has_expired = token.expires_at is not None and token.expires_at <= self.issuer.clock()
            if has_expired or account is None or not account.may_act:
                raise ValidationError("refresh_token", "invalid")
            if scopes and not within(grant.scopes, parse_scopes(scopes, field="scope")):
                raise ValidationError("scope", "not_granted")
            if not uow.app_tokens.spend(token_hash):
                raise ValidationError("refresh_token", "invalid")
            issued = self.issuer.issue(uow, grant)
            uow.commit()
        return issued
