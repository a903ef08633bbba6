"""Looking for posts, people and hashtags."""

from collections.abc import Callable

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.sentences import sentence_of
from microblog.adapters.web.site.asked import cursor
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import viewer_id
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.search.search_accounts import SearchAccounts
from microblog.domain.use_cases.search.search_hashtags import SearchHashtags
from microblog.domain.use_cases.search.search_posts import SearchPosts
from microblog.domain.use_cases.trends.read_trends import ReadTrendingPosts, ReadTrendingTags


@frozen
class SearchViews:
    """What is found, in three lists; a query that cannot be answered is said to be so on the same page."""

    pages: Pages
    search_posts: SearchPosts
    search_accounts: SearchAccounts
    search_hashtags: SearchHashtags
    read_trending_tags: ReadTrendingTags
    read_trending_posts: ReadTrendingPosts

    def posts(self, request: Request) -> Response:
        """Posts with these words."""
        where = cursor(request)
        return self._show(
            request, lambda query: self.search_posts(viewer_id=viewer_id(request), query=query, cursor=where)
        )

    def people(self, request: Request) -> Response:
        """People with such names."""
        where = cursor(request)
        return self._show(
            request, lambda query: self.search_accounts(viewer_id=viewer_id(request), query=query, cursor=where)
        )

    def hashtags(self, request: Request) -> Response:
        """Hashtags that begin so."""
        return self._show(request, lambda query: self.search_hashtags(viewer_id=viewer_id(request), query=query))

    def _show(self, request: Request, find: Callable[[str], object]) -> Response:
        query, found, fault = request.query.get("q").strip(), None, ""
        if not query:
            return self._suggest(request)
        try:
            found = find(query)
        except ValidationError as error:
            sentence, params = sentence_of(error)
            fault = self.pages.say(request, sentence, **params)
        turned = "max_id" in request.query or "min_id" in request.query
        status = 422 if fault else 200
        return self.pages.show(request, "search.html", status, sought=query, found=found, fault=fault, turned=turned)

    def _suggest(self, request: Request) -> Response:
        """What is in fashion, for who does not know yet what to look for."""
        return self.pages.show(
            request,
            "search.html",
            sought="",
            fault="",
            tags=self.read_trending_tags(),
            posts=self.read_trending_posts(viewer_id=viewer_id(request)),
        )
