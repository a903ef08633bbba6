"""Who features which hashtags."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.relationships import FeaturedTag


class FeaturedTagRepository(Protocol):
    """Keeps featured hashtags. Names are in their normalised form."""

    def add(self, featured: FeaturedTag) -> bool:
        """False, and nothing changes, if it is featured already."""
        ...

    def remove(self, account_id: int, name: str) -> bool:
        """False if it is not featured."""
        ...

    def of_account(self, account_id: int) -> Sequence[FeaturedTag]:
        """What this account features, the first one first."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove whatever hashtags this account features."""
        ...
