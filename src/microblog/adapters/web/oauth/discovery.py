"""What apps ask about the server and about whom they act for."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.formats import Url
from microblog.adapters.web.oauth.metadata import metadata
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses


class Person(Struct, frozen=True):
    """Claims of OpenID Connect Core section 5.1."""

    iss: Url
    sub: Url
    name: str
    preferred_username: str
    profile: Url
    picture: Url


@frozen
class DiscoveryEndpoints:
    """The server's metadata, and the claims about a person."""

    addresses: Addresses

    def show_metadata(self, _: Request) -> Response:
        """RFC 8414 section 3."""
        return Response.json(metadata(self.addresses)).with_header("Cache-Control", "public, max-age=3600")

    def show_person(self, request: Request) -> Response:
        """Whom the app acts for (OpenID Connect Core section 5.3): https://docs.joinmastodon.org/methods/oauth/#userinfo."""
        viewer = signed_in(request)
        person = Person(
            iss=self.addresses.base_url,
            sub=self.addresses.account_uri(viewer.account_id),
            name=viewer.display_name or viewer.username,
            preferred_username=viewer.username,
            profile=viewer.url,
            picture=self.addresses.page(f"/avatars/{viewer.username}.svg"),
        )
        return answer(person)
