"""Find people."""

from attrs import frozen

from microblog.domain.model.addresses import Addresses
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.search_words import wanted_words
from microblog.domain.model.views import AccountView
from microblog.ports.search_query import SearchQuery


@frozen
class SearchAccounts:
    """Find people by the beginnings of their names."""

    search: SearchQuery
    addresses: Addresses

    def __call__(
        self, *, viewer_id: int | None, query: str, cursor: Cursor, only_followed: bool = False
    ) -> Page[AccountView]:
        """A page of those in whose names every word begins a word; of a name at this server the name alone counts.

        If wanted only of those whom the viewer follows.
        Raises ValidationError; see `wanted_words`.
        """
        name, at, host = query.strip().rpartition("@")
        is_here = at and name.strip("@") and host.lower() == self.addresses.host.lower()
        words = wanted_words(name if is_here else query)
        return self.search.accounts(viewer_id, words, cursor, only_followed=only_followed)
