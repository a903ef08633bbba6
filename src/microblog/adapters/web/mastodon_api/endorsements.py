"""Recommending people: https://docs.joinmastodon.org/methods/endorsements/."""

from attrs import frozen

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.model.addresses import Addresses
from microblog.domain.use_cases.endorsements.endorse_account import EndorseAccount, UnendorseAccount
from microblog.domain.use_cases.endorsements.read_endorsements import ReadEndorsements

_USUAL = 40


@frozen
class EndorsementEndpoints:
    """Whom people recommend on their profiles."""

    entities: EntityMaker
    addresses: Addresses
    endorse_account: EndorseAccount
    unendorse_account: UnendorseAccount
    read_endorsements: ReadEndorsements

    def endorse(self, request: Request) -> Response:
        """Recommend an account that one follows."""
        me, target = signed_in(request).account_id, request.path_id("id")
        self.endorse_account(account_id=me, target=target)
        return answer(self.entities.relationship(me, target))

    def unendorse(self, request: Request) -> Response:
        """Recommend an account no longer."""
        me, target = signed_in(request).account_id, request.path_id("id")
        self.unendorse_account(account_id=me, target=target)
        return answer(self.entities.relationship(me, target))

    def own(self, request: Request) -> Response:
        """Whom one recommends."""
        return self._of(request, signed_in(request).account_id)

    def of_account(self, request: Request) -> Response:
        """Whom somebody recommends."""
        return self._of(request, request.path_id("id"))

    def _of(self, request: Request, account_id: int) -> Response:
        cursor = read(request, Paging).cursor(_USUAL)
        _, page = self.read_endorsements(viewer_id=viewer_id(request), target=account_id, cursor=cursor)
        return listed(request, self.addresses, page, self.entities.accounts(item.account for item in page.items))
