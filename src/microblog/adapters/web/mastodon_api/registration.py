"""Signing up through an app: https://docs.joinmastodon.org/methods/accounts/#create."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.token import token
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.model.errors import AuthenticationRequired, NotPermitted, ValidationError
from microblog.domain.use_cases.accounts.sign_up import SignUp
from microblog.domain.use_cases.apps.issue_token import IssueToken


class SignUpParameters(Struct, frozen=True):
    """Who wants an account. `agreement` says that they read the rules of the server."""

    username: str = ""
    email: str = ""
    password: str = ""
    agreement: bool = False
    locale: str | None = None
    reason: str = ""


@frozen
class RegistrationEndpoints:
    """The way to an account for whoever has an app and no browser at hand."""

    sign_up: SignUp
    issue_token: IssueToken

    def create(self, request: Request) -> Response:
        """Make an account; the token works once the address is confirmed, at once where that is not asked for."""
        grant = request.grant
        if grant is None:
            raise AuthenticationRequired
        if request.viewer is not None:
            raise NotPermitted  # whoever has an account already does not need another
        wanted = read(request, SignUpParameters)
        if not wanted.agreement:
            raise ValidationError("agreement", "required")
        account = self.sign_up(
            username=wanted.username,
            email=wanted.email,
            password=wanted.password,
            language=wanted.locale,
            reason=wanted.reason,
            with_session=False,
        ).account
        issued = self.issue_token(app_id=grant.app_id, account_id=account.id, scopes=grant.scopes)
        return answer(token(issued))
