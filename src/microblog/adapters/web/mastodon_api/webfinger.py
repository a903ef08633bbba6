"""WebFinger (RFC 7033): from an address like `acct:anna@example.org` to the account."""

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound
from microblog.domain.use_cases.accounts.read_profile import ReadProfile


@frozen
class WebFingerEndpoints:
    """Who is who here."""

    addresses: Addresses
    read_profile: ReadProfile

    def find(self, request: Request) -> Response:
        """Raises BadRequest without a `resource` (section 4.2), NotFound for one that is not of this server."""
        resource = request.query.get("resource")
        if not resource:
            raise BadRequest("bad_request")
        account = self.read_profile(viewer_id=None, target=self._name(resource)).account
        response = answer(
            {
                "subject": f"acct:{account.username}@{self.addresses.host}",
                "aliases": [account.url],
                "links": [
                    {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": account.url},
                ],
            }
        )
        return Response(200, (("Content-Type", "application/jrd+json; charset=utf-8"),), response.body)

    def _name(self, resource: str) -> str:
        profile = self.addresses.account_url("")
        if resource.startswith(profile):
            return resource.removeprefix(profile)
        name, at, host = resource.removeprefix("acct:").removeprefix("@").partition("@")
        if not at or host.lower() != self.addresses.host:
            raise NotFound
        return name
