"""The app that asks: https://docs.joinmastodon.org/methods/apps/#verify_credentials."""

from attrs import frozen

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.application import Application
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.model.errors import AuthenticationRequired
from microblog.domain.use_cases.apps.find_app import ReadApp
from microblog.domain.use_cases.push.read_push_key import ReadPushKey


@frozen
class AppEndpoints:
    """Which app a token belongs to."""

    read_app: ReadApp
    read_push_key: ReadPushKey

    def verify_credentials(self, request: Request) -> Response:
        """The app, whether it acts for somebody or not."""
        if request.grant is None:
            raise AuthenticationRequired
        app = self.read_app(app_id=request.grant.app_id)
        uris = list(app.redirect_uris)
        entity = Application(
            id=str(app.id),
            name=app.name,
            website=app.website or None,
            scopes=list(app.scopes),
            redirect_uri="\n".join(uris),
            redirect_uris=uris,
            vapid_key=self.read_push_key().public_key,
        )
        return answer(entity)
