"""Following, blocking, and letting others follow: https://docs.joinmastodon.org/methods/accounts/#follow."""

from attrs import frozen

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound
from microblog.domain.model.page import Page
from microblog.domain.model.views import FollowView
from microblog.domain.use_cases.blocks.block_account import BlockAccount, UnblockAccount
from microblog.domain.use_cases.blocks.read_blocks import ReadBlocks
from microblog.domain.use_cases.follows.approve_follower import ApproveFollower, RejectFollower
from microblog.domain.use_cases.follows.follow_account import FollowAccount, UnfollowAccount
from microblog.domain.use_cases.follows.read_follows import ReadFollowRequests
from microblog.domain.use_cases.follows.remove_follower import RemoveFollower

_USUAL = 40


@frozen
class FollowEndpoints:
    """What one is to others; each change is answered with the relationship as it is then."""

    entities: EntityMaker
    addresses: Addresses
    follow_account: FollowAccount
    unfollow_account: UnfollowAccount
    remove_follower: RemoveFollower
    block_account: BlockAccount
    unblock_account: UnblockAccount
    approve_follower: ApproveFollower
    reject_follower: RejectFollower
    read_follow_requests: ReadFollowRequests
    read_blocks: ReadBlocks

    def follow(self, request: Request) -> Response:
        """Follow an account, or ask to."""
        self.follow_account(follower_id=signed_in(request).account_id, target=_id(request))
        return self._relationship(request)

    def unfollow(self, request: Request) -> Response:
        """Follow an account no longer."""
        self.unfollow_account(follower_id=signed_in(request).account_id, target=_id(request))
        return self._relationship(request)

    def remove_from_followers(self, request: Request) -> Response:
        """Be followed by an account no longer."""
        self.remove_follower(account_id=signed_in(request).account_id, target=_id(request))
        return self._relationship(request)

    def block(self, request: Request) -> Response:
        """Neither see an account nor be seen by it."""
        self.block_account(blocker_id=signed_in(request).account_id, target=_id(request))
        return self._relationship(request)

    def unblock(self, request: Request) -> Response:
        """Take a block back."""
        self.unblock_account(blocker_id=signed_in(request).account_id, target=_id(request))
        return self._relationship(request)

    def requests(self, request: Request) -> Response:
        """Who asks to follow oneself."""
        cursor = read(request, Paging).cursor(_USUAL)
        return self._people(request, self.read_follow_requests(account_id=signed_in(request).account_id, cursor=cursor))

    def authorize(self, request: Request) -> Response:
        """Let somebody follow who asked to."""
        self.approve_follower(account_id=signed_in(request).account_id, target=_id(request))
        return self._relationship(request)

    def reject(self, request: Request) -> Response:
        """Turn somebody down."""
        self.reject_follower(account_id=signed_in(request).account_id, target=_id(request))
        return self._relationship(request)

    def blocks(self, request: Request) -> Response:
        """Whom one blocks."""
        cursor = read(request, Paging).cursor(_USUAL)
        return self._people(request, self.read_blocks(account_id=signed_in(request).account_id, cursor=cursor))

    def _relationship(self, request: Request) -> Response:
        found = self.entities.relationships(signed_in(request).account_id, [_id(request)])
        if not found:
            raise NotFound
        return answer(found[0])

    def _people(self, request: Request, page: Page[FollowView]) -> Response:
        views = [item.account for item in page.items]
        entities = self.entities.accounts(views)
        return listed(request, self.addresses, page, entities)


def _id(request: Request) -> int:
    return request.path_id("id")
