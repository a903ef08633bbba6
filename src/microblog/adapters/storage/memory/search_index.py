"""What search looks things up in: memory is looked through anew for each search, so nothing is kept beside it."""

from microblog.ports.search_index import SearchIndex


class MemorySearchIndex(SearchIndex):
    """Nothing to keep up to date."""

    def catch_up(self) -> int:
        return 0

    def forget_removed(self) -> None:
        """Nothing is kept."""
