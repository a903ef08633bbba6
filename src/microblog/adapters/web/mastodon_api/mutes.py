"""Muting: https://docs.joinmastodon.org/methods/mutes/."""

from datetime import timedelta

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.use_cases.mutes.mute_account import LONGEST, MuteAccount, UnmuteAccount
from microblog.domain.use_cases.mutes.read_mutes import ReadMutes

_USUAL = 40
_LONGEST = int(LONGEST.total_seconds())


class MuteParameters(Struct, frozen=True):
    """How much is muted, and for how many seconds; 0 is for good."""

    notifications: bool = True
    duration: int = 0


@frozen
class MuteEndpoints:
    """Whom one does not want to hear."""

    entities: EntityMaker
    addresses: Addresses
    mute_account: MuteAccount
    unmute_account: UnmuteAccount
    read_mutes: ReadMutes

    def mute(self, request: Request) -> Response:
        """Keep an account out of one's timelines; it does not hear of that."""
        wanted = read(request, MuteParameters)
        if not 0 <= wanted.duration <= _LONGEST:
            raise ValidationError("duration", "out_of_range", {"lowest": 0, "highest": _LONGEST})
        self.mute_account(
            muter_id=signed_in(request).account_id,
            target=request.path_id("id"),
            notifications=wanted.notifications,
            duration=timedelta(seconds=wanted.duration) if wanted.duration else None,
        )
        return self._relationship(request)

    def unmute(self, request: Request) -> Response:
        """Hear an account again."""
        self.unmute_account(muter_id=signed_in(request).account_id, target=request.path_id("id"))
        return self._relationship(request)

    def index(self, request: Request) -> Response:
        """Whom one mutes."""
        cursor = read(request, Paging).cursor(_USUAL)
        page = self.read_mutes(account_id=signed_in(request).account_id, cursor=cursor)
        return listed(request, self.addresses, page, self.entities.muted_accounts(page.items))

    def _relationship(self, request: Request) -> Response:
        found = self.entities.relationships(signed_in(request).account_id, [request.path_id("id")])
        if not found:
            raise NotFound
        return answer(found[0])
