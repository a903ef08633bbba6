"""Read which filters one has."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.filter import Filter, FilteredPost, FilterKeyword, with_keyword, with_post
from microblog.domain.use_cases.filters.own_filters import one_of
from microblog.ports.filter_query import FilterQuery


@frozen
class ReadFilters:
    """Read which filters one has."""

    filters: FilterQuery

    def __call__(self, *, account_id: int) -> Sequence[Filter]:
        """All of them, also those that have ended."""
        return self.filters.of_account(account_id)


@frozen
class ReadFilter:
    """Read a filter of one's own."""

    filters: FilterQuery

    def __call__(self, *, account_id: int, filter_id: int) -> Filter:
        """Raises NotFound if there is no such filter."""
        return one_of(self.filters.of_account(account_id), filter_id)


@frozen
class ReadFilterKeyword:
    """Read a keyword of a filter of one's own."""

    filters: FilterQuery

    def __call__(self, *, account_id: int, keyword_id: int) -> tuple[Filter, FilterKeyword]:
        """The keyword and its filter. Raises NotFound."""
        return with_keyword(self.filters.of_account(account_id), keyword_id)


@frozen
class ReadFilteredPost:
    """Read which post a filter of one's own finds."""

    filters: FilterQuery

    def __call__(self, *, account_id: int, filtered_id: int) -> tuple[Filter, FilteredPost]:
        """The post and its filter. Raises NotFound."""
        return with_post(self.filters.of_account(account_id), filtered_id)
