"""Let an app act for oneself."""

from datetime import timedelta

from attrs import frozen

from microblog.domain.model.account import Role
from microblog.domain.model.app import AuthorizationCode
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.pkce import is_challenge
from microblog.domain.model.scopes import grantable
from microblog.domain.use_cases.accounts.active_account import active_account
from microblog.domain.use_cases.apps.find_app import app_called
from microblog.domain.use_cases.apps.requested_scopes import requested_scopes
from microblog.ports.clock import Clock
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

CODE_LASTS = timedelta(minutes=10)  # as RFC 6749 section 4.1.2 recommends at most


@frozen
class AuthorizeApp:
    """Give an app a code for what it asks."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator

    def __call__(
        self, *, account_id: int, client_id: str, redirect_uri: str, scopes: str = "", challenge: str = ""
    ) -> str:
        """The code, for what of that the account can give. It works once, within ten minutes, for this app and address,
        and where there is a challenge only for whoever knows what that was made of.

        Raises ValidationError for `client_id`, `redirect_uri`, `scope` and `code_challenge`, and NotFound or Gone if
        the account is not active any more, or disabled.
        """
        code, now = self.secrets(), self.clock()
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            if not active_account(uow, account_id).may_act:
                raise NotFound
            app = app_called(uow, client_id)
            if app is None:
                raise ValidationError("client_id", "unknown")
            if redirect_uri not in app.redirect_uris:
                raise ValidationError("redirect_uri", "not_registered")
            if challenge and not is_challenge(challenge):
                raise ValidationError("code_challenge", "invalid")
            user = uow.users.get(account_id)
            granted = grantable(requested_scopes(app, scopes), Role.USER if user is None else user.role)
            if not granted:
                raise ValidationError("scope", "not_granted")
            uow.authorization_codes.add(
                AuthorizationCode(
                    code_hash=self.secrets.hash(code),
                    app_id=app.id,
                    account_id=account_id,
                    redirect_uri=redirect_uri,
                    scopes=granted,
                    challenge=challenge,
                    created_at=now,
                    expires_at=now + CODE_LASTS,
                )
            )
            uow.commit()
        return code
