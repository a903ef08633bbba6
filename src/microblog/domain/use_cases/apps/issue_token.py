"""Get a token without anybody's consent: for the app itself, or for whoever signs up through it."""

from attrs import frozen

from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.app import App
from microblog.domain.model.errors import NotFound
from microblog.domain.model.scopes import OFFLINE_ACCESS, grantable
from microblog.domain.use_cases.accounts.active_account import account_at
from microblog.domain.use_cases.apps.requested_scopes import requested_scopes
from microblog.domain.use_cases.apps.token_issuer import IssuedTokens, TokenIssuer
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class IssueAppToken:
    """Let an app act as nobody (RFC 6749 section 4.4): see what everybody sees, and sign people up."""

    unit_of_work: UnitOfWorkFactory
    issuer: TokenIssuer

    def __call__(self, *, app: App, scopes: str = "") -> IssuedTokens:
        """The token; there is none to refresh it with, since the app can ask again at any time (section 4.4.3).

        Raises ValidationError for `scope`, and Conflict if the app was removed meanwhile.
        """
        wanted = tuple(scope for scope in requested_scopes(app, scopes) if scope != OFFLINE_ACCESS)
        with self.unit_of_work() as uow:
            issued = self.issuer.issue(uow, self.issuer.grant(uow, app_id=app.id, account_id=None, scopes=wanted))
            uow.commit()
        return issued


@frozen
class IssueToken:
    """Let an app act for the person whom it has just signed up: they gave it their password."""

    unit_of_work: UnitOfWorkFactory
    issuer: TokenIssuer

    def __call__(self, *, app_id: int, account_id: int, scopes: tuple[str, ...]) -> IssuedTokens:
        """The token, for what of that the account can give. It works as soon as the account is active.

        Raises NotFound for an account that was deleted or never was, and Conflict if the app was removed meanwhile.
        """
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            if account_at(uow, account_id).state is AccountState.DELETED:
                raise NotFound
            user = uow.users.get(account_id)
            granted = grantable(scopes, Role.USER if user is None else user.role)
            grant = self.issuer.grant(uow, app_id=app_id, account_id=account_id, scopes=granted)
            issued = self.issuer.issue(uow, grant)
            uow.commit()
        return issued
