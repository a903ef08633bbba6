"""Find posts."""

from attrs import frozen

from microblog.domain.model.filter import FilterContext
from microblog.domain.model.page import MAX_ID, Cursor, Page
from microblog.domain.model.search_words import wanted_words
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.screen import Screen
from microblog.ports.search_query import SearchQuery


@frozen
class SearchPosts:
    """Find posts by the words in them."""

    search: SearchQuery
    screen: Screen

    def __call__(
        self, *, viewer_id: int | None, query: str, cursor: Cursor, author_id: int | None = None
    ) -> Page[PostView]:
        """A page of those that have every word, of everybody or of one author.

        Raises ValidationError; see `wanted_words`.
        """
        words = wanted_words(query)
        if author_id is not None and not 0 <= author_id <= MAX_ID:
            return Page(())
        page = self.search.posts(viewer_id, words, cursor, author_id=author_id)
        return self.screen.marks(viewer_id, page, FilterContext.PUBLIC)
