"""Accounts, for reading: https://docs.joinmastodon.org/methods/accounts/."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entities.account import FamiliarFollowers
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.page import Cursor
from microblog.domain.use_cases.accounts.read_profile import ReadProfile
from microblog.domain.use_cases.follows.read_follows import ReadFamiliarFollowers, ReadFollowers, ReadFollowing
from microblog.domain.use_cases.search.search_accounts import SearchAccounts
from microblog.domain.use_cases.timelines.read_timeline import ReadAccountTimeline, ReadPinnedPosts

_USUAL_PEOPLE = 40
MOST_IDS = 80


class LookupParameters(Struct, frozen=True):
    """Whose account is wanted: `name`, or `name@` and this server."""

    acct: str


class AccountSearchParameters(Struct, frozen=True):
    """Whom to look for."""

    q: str
    limit: int = _USUAL_PEOPLE
    offset: int = 0
    resolve: bool = False
    following: bool = False


class StatusesParameters(Paging, frozen=True):
    """Which of an account's statuses are wanted."""

    only_media: bool = False
    exclude_replies: bool = False
    exclude_reblogs: bool = False
    pinned: bool = False
    tagged: str | None = None


class IdsParameters(Struct, frozen=True):
    """Several accounts."""

    id: tuple[int, ...] = ()


class RelationshipParameters(IdsParameters, frozen=True):
    """Suspended accounts are shown to nobody here, so it makes no difference whether they are wanted."""

    with_suspended: bool = False


@frozen
class AccountEndpoints:
    """Who people are and what they write."""

    entities: EntityMaker
    addresses: Addresses
    read_profile: ReadProfile
    read_account_timeline: ReadAccountTimeline
    read_pinned_posts: ReadPinnedPosts
    read_followers: ReadFollowers
    read_following: ReadFollowing
    read_familiar_followers: ReadFamiliarFollowers
    search_accounts: SearchAccounts

    def show(self, request: Request) -> Response:
        """An account."""
        profile = self.read_profile(viewer_id=viewer_id(request), target=request.path_id("id"))
        return answer(self.entities.account(profile))

    def lookup(self, request: Request) -> Response:
        """An account by its name."""
        name, at, host = read(request, LookupParameters).acct.strip().removeprefix("@").partition("@")
        if at and host.lower() != self.addresses.host:
            raise NotFound
        return answer(self.entities.account(self.read_profile(viewer_id=viewer_id(request), target=name)))

    def search(self, request: Request) -> Response:
        """People by the beginnings of their names; there is one page of them."""
        wanted, viewer = read(request, AccountSearchParameters), signed_in(request).account_id
        if wanted.offset:
            return answer([])
        page = self.search_accounts(
            viewer_id=viewer, query=wanted.q, cursor=Cursor(limit=wanted.limit), only_followed=wanted.following
        )
        return answer(self.entities.accounts(page.items))

    def statuses(self, request: Request) -> Response:
        """What an account writes and boosts."""
        wanted, viewer = read(request, StatusesParameters), viewer_id(request)
        if wanted.pinned:
            _, pinned = self.read_pinned_posts(viewer_id=viewer, target=request.path_id("id"))
            return answer(self.entities.statuses(viewer, pinned))
        _, page = self.read_account_timeline(
            viewer_id=viewer,
            target=request.path_id("id"),
            cursor=wanted.cursor(),
            with_replies=not wanted.exclude_replies,
            with_boosts=not wanted.exclude_reblogs,
            hashtag=wanted.tagged,
            only_media=wanted.only_media,
        )
        return listed(request, self.addresses, page, self.entities.statuses(viewer, page.items))

    def followers(self, request: Request) -> Response:
        """Who follows an account."""
        return self._people(request, self.read_followers)

    def following(self, request: Request) -> Response:
        """Whom an account follows."""
        return self._people(request, self.read_following)

    def relationships(self, request: Request) -> Response:
        """What one is to some accounts, 80 at most."""
        ids = read(request, RelationshipParameters).id[:MOST_IDS]
        return answer(self.entities.relationships(signed_in(request).account_id, ids))

    def familiar_followers(self, request: Request) -> Response:
        """Whom one follows of those who follow some accounts."""
        me, found = signed_in(request).account_id, []
        for account_id in dict.fromkeys(read(request, IdsParameters).id[:MOST_IDS]):
            try:
                _, views = self.read_familiar_followers(viewer_id=me, target=account_id)
            except (NotFound, Gone):
                continue
            found.append(FamiliarFollowers(str(account_id), self.entities.accounts(views)))
        return answer(found)

    def _people(self, request: Request, read_people: ReadFollowers | ReadFollowing) -> Response:
        viewer, cursor = viewer_id(request), read(request, Paging).cursor(_USUAL_PEOPLE)
        _, page = read_people(viewer_id=viewer, target=request.path_id("id"), cursor=cursor)
        views = [item.account for item in page.items]
        return listed(request, self.addresses, page, self.entities.accounts(views))
