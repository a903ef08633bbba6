"""Who features which hashtags."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import FeaturedTag
from microblog.ports.featured_tag_repository import FeaturedTagRepository


@frozen
class MemoryFeaturedTagRepository(FeaturedTagRepository):
    """Featured hashtags in a dictionary."""

    _tables: Tables

    def add(self, featured: FeaturedTag) -> bool:
        key = featured.account_id, featured.name
        if key in self._tables.featured_tags:
            return False
        self._tables.featured_tags[key] = featured
        return True

    def remove(self, account_id: int, name: str) -> bool:
        return self._tables.featured_tags.pop((account_id, name), None) is not None

    def of_account(self, account_id: int) -> Sequence[FeaturedTag]:
        return featured_by(self._tables, account_id)

    def remove_all(self, account_id: int) -> None:
        for featured in self.of_account(account_id):
            del self._tables.featured_tags[account_id, featured.name]


def featured_by(tables: Tables, account_id: int) -> list[FeaturedTag]:
    """What an account features, the first one first."""
    found = [each for each in tables.featured_tags.values() if each.account_id == account_id]
    return sorted(found, key=lambda each: each.id)
