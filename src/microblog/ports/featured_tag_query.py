"""Who features which hashtags, for reading."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.relationships import FeaturedTag
from microblog.domain.model.views import FeaturedTagView


class FeaturedTagQuery(Protocol):
    """Which hashtags accounts feature, and which they write with. Names are in their normalised form.

    What counts is what everybody can see: posts that are public or unlisted, answers among them, and no boosts.
    """

    def of_account(self, account_id: int) -> Sequence[FeaturedTag]:
        """What this account features, the first one first. There are ten at most."""
        ...

    def counted(self, account_id: int) -> Sequence[FeaturedTagView]:
        """The same, with what it wrote with each."""
        ...

    def used(self, account_id: int, limit: int) -> Sequence[str]:
        """The hashtags that this account writes most with, but for those that it features; the one used most first.

        Of those used as often the one used last is first.
        """
        ...
