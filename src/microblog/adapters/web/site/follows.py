"""Following, muting, blocking, and answering those who ask to follow."""

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor, posted_id
from microblog.adapters.web.site.next_page import next_page
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.blocks.block_account import BlockAccount, UnblockAccount
from microblog.domain.use_cases.blocks.read_blocks import ReadBlocks
from microblog.domain.use_cases.endorsements.endorse_account import EndorseAccount, UnendorseAccount
from microblog.domain.use_cases.follows.approve_follower import ApproveFollower, RejectFollower
from microblog.domain.use_cases.follows.follow_account import FollowAccount, UnfollowAccount
from microblog.domain.use_cases.follows.read_follows import ReadFollowRequests
from microblog.domain.use_cases.mutes.mute_account import MuteAccount, UnmuteAccount
from microblog.domain.use_cases.mutes.read_mutes import ReadMutes


@frozen
class FollowViews:
    """What one account is to another."""

    pages: Pages
    follow_account: FollowAccount
    unfollow_account: UnfollowAccount
    block_account: BlockAccount
    unblock_account: UnblockAccount
    read_blocks: ReadBlocks
    mute_account: MuteAccount
    unmute_account: UnmuteAccount
    read_mutes: ReadMutes
    endorse_account: EndorseAccount
    unendorse_account: UnendorseAccount
    read_follow_requests: ReadFollowRequests
    approve_follower: ApproveFollower
    reject_follower: RejectFollower

    def follow(self, request: Request) -> Response:
        """Follow, or ask to."""
        _, followed = self.follow_account(
            follower_id=signed_in(request).account_id, target=request.path_text("username")
        )
        return self._back(request, "followed" if followed else "follow_requested")

    def unfollow(self, request: Request) -> Response:
        """Follow no longer."""
        self.unfollow_account(follower_id=signed_in(request).account_id, target=request.path_text("username"))
        return self._back(request, "unfollowed")

    def mute(self, request: Request) -> Response:
        """Hear no more of somebody."""
        self.mute_account(muter_id=signed_in(request).account_id, target=request.path_text("username"))
        return self._back(request, "muted")

    def unmute(self, request: Request) -> Response:
        """Hear of them again."""
        self.unmute_account(muter_id=signed_in(request).account_id, target=request.path_text("username"))
        return self._back(request, "unmuted")

    def block(self, request: Request) -> Response:
        """Keep somebody away."""
        self.block_account(blocker_id=signed_in(request).account_id, target=request.path_text("username"))
        return self._back(request, "blocked")

    def unblock(self, request: Request) -> Response:
        """Keep them away no longer."""
        self.unblock_account(blocker_id=signed_in(request).account_id, target=request.path_text("username"))
        return self._back(request, "unblocked")

    def endorse(self, request: Request) -> Response:
        """Recommend somebody on one's profile."""
        try:
            self.endorse_account(account_id=signed_in(request).account_id, target=request.path_text("username"))
        except ValidationError as error:
            return self._back(request, "endorsements_full" if error.code == "too_many" else "endorse_whom_you_follow")
        return self._back(request, "endorsed")

    def unendorse(self, request: Request) -> Response:
        """Recommend them no longer."""
        self.unendorse_account(account_id=signed_in(request).account_id, target=request.path_text("username"))
        return self._back(request, "unendorsed")

    def _back(self, request: Request, flash: str) -> Response:
        return self.pages.go(next_page(request.form.get("next"), f"/@{request.path_text('username')}"), flash)

    def blocks(self, request: Request) -> Response:
        """Whom one blocks."""
        page = self.read_blocks(account_id=signed_in(request).account_id, cursor=cursor(request))
        return self.pages.show(request, "settings_blocks.html", page=page)

    def mutes(self, request: Request) -> Response:
        """Whom one mutes."""
        page = self.read_mutes(account_id=signed_in(request).account_id, cursor=cursor(request))
        return self.pages.show(request, "settings_mutes.html", page=page)

    def requests(self, request: Request) -> Response:
        """Who asks to follow."""
        page = self.read_follow_requests(account_id=signed_in(request).account_id, cursor=cursor(request))
        return self.pages.show(request, "follow_requests.html", page=page)

    def answer_request(self, request: Request) -> Response:
        """Say yes or no to one of them."""
        me, account_id = signed_in(request).account_id, posted_id(request, "account")
        match request.form.get("answer"):
            case "approve":
                self.approve_follower(account_id=me, target=account_id)
                return self.pages.go("/follow-requests", "follower_approved")
            case "reject":
                self.reject_follower(account_id=me, target=account_id)
                return self.pages.go("/follow-requests", "follower_rejected")
            case _:
                raise BadRequest("bad_form")
