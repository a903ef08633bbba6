"""Where apps are registered: https://docs.joinmastodon.org/methods/apps/#create."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.application import CredentialApplication
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.use_cases.apps.register_app import RegisterApp
from microblog.domain.use_cases.push.read_push_key import ReadPushKey


class NewApp(Struct, frozen=True):
    """What an app tells of itself."""

    client_name: str = ""
    redirect_uris: str | list[str] = ""
    scopes: str = ""
    website: str = ""


@frozen
class AppRegistration:
    """The registration endpoint."""

    register_app: RegisterApp
    read_push_key: ReadPushKey

    def register(self, request: Request) -> Response:
        """A new app, with its secret. Raises ValidationError."""
        new = read(request, NewApp)
        uris = new.redirect_uris
        registered = self.register_app(
            name=new.client_name,
            redirect_uris=uris.split() if isinstance(uris, str) else uris,  # no address has spaces in it
            scopes=new.scopes,
            website=new.website,
        )
        app = registered.app
        entity = CredentialApplication(
            id=str(app.id),
            name=app.name,
            website=app.website or None,
            scopes=list(app.scopes),
            redirect_uri="\n".join(app.redirect_uris),
            redirect_uris=list(app.redirect_uris),
            vapid_key=self.read_push_key().public_key,
            client_id=app.client_id,
            client_secret=registered.secret,
            client_secret_expires_at=0,  # never
        )
        return answer(entity).with_header("Cache-Control", "no-store")
