"""Search: https://docs.joinmastodon.org/methods/search/."""

from typing import Literal

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.search import Search
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.mastodon_api.tag_lists import TagLists
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import viewer_id
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.page import Cursor
from microblog.domain.model.views import AccountView, PostView
from microblog.domain.use_cases.search.search_accounts import SearchAccounts
from microblog.domain.use_cases.search.search_hashtags import SearchHashtags
from microblog.domain.use_cases.search.search_posts import SearchPosts


class SearchParameters(Struct, frozen=True):
    """What to look for, and for which kind of it (all where none is named).

    `following` asks for people whom one follows, `account_id` for statuses by that account. Nobody reviews hashtags
    here, so it makes no difference whether those that nobody has reviewed are wanted.
    """

    q: str
    type: Literal["accounts", "statuses", "hashtags"] | None = None
    limit: int = 20
    offset: int = 0
    max_id: int | None = None
    min_id: int | None = None
    resolve: bool = False
    following: bool = False
    account_id: int | None = None
    exclude_unreviewed: bool = False


@frozen
class SearchEndpoints:
    """Find people, statuses and hashtags."""

    entities: EntityMaker
    search_accounts: SearchAccounts
    search_posts: SearchPosts
    search_hashtags: SearchHashtags
    tag_lists: TagLists

    def search(self, request: Request) -> Response:
        """The first of each kind. What holds no word finds nothing."""
        wanted, viewer = read(request, SearchParameters), viewer_id(request)
        if wanted.offset and (viewer is None or wanted.type is None):
            return answer(Search([], [], []))
        cursor = Cursor(max_id=wanted.max_id, min_id=wanted.min_id, limit=wanted.limit)
        accounts: list[AccountView] = []
        posts: list[PostView] = []
        hashtags: list[str] = []
        try:
            if wanted.type in (None, "accounts") and not wanted.offset:
                accounts += self.search_accounts(
                    viewer_id=viewer, query=wanted.q, cursor=cursor, only_followed=wanted.following
                ).items
            if wanted.type in (None, "statuses") and not wanted.offset:
                posts += self.search_posts(
                    viewer_id=viewer, query=wanted.q, cursor=cursor, author_id=wanted.account_id
                ).items
            if wanted.type in (None, "hashtags"):
                hashtags += self.search_hashtags(viewer_id=viewer, query=wanted.q)
        except ValidationError as error:
            if error.code not in ("no_words", "required"):
                raise
        return answer(
            Search(
                accounts=self.entities.accounts(accounts),
                statuses=self.entities.statuses(viewer, posts),
                hashtags=self.tag_lists(viewer, hashtags[wanted.offset :][: cursor.limit]),
            )
        )
