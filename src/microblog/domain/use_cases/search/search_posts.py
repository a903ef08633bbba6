"""Find posts."""

from attrs import frozen

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.search_words import wanted_words
from microblog.domain.model.views import PostView
from microblog.ports.search_query import SearchQuery


@frozen
class SearchPosts:
    """Find posts by the words in them."""

    search: SearchQuery

    def __call__(self, *, viewer_id: int | None, query: str, cursor: Cursor) -> Page[PostView]:
        """A page of those that have every word. Raises ValidationError; see `wanted_words`."""
        return self.search.posts(viewer_id, wanted_words(query), cursor)
