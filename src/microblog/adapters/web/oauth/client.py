"""An app, as Authlib asks for it."""

from attrs import frozen
from authlib.oauth2.rfc6749 import ClientMixin

from microblog.domain.model.app import App
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.apps.requested_scopes import requested_scopes


@frozen
class Client(ClientMixin):  # type: ignore[misc]
    """Answers from what was registered. Every app may use every grant that there is."""

    app: App

    def get_client_id(self) -> str:
        """What it calls itself."""
        return self.app.client_id

    def get_default_redirect_uri(self) -> None:
        """None: every request has to say where to go back to, as on Mastodon."""
        return

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """The scopes as they are granted; None for some that this app cannot get."""
        try:
            return " ".join(requested_scopes(self.app, scope or ""))
        except ValidationError:
            return None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Whether that was registered, character by character (RFC 9700 section 4.1.3)."""
        return redirect_uri in self.app.redirect_uris

    def check_response_type(self, response_type: str) -> bool:
        """Codes are the only type."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:  # noqa: ARG002 - the same for all of them
        """Always."""
        return True
