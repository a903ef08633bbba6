"""Who features which hashtags, for reading."""

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.memory.featured_tag_repository import featured_by
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.model.post import LISTED, Post
from microblog.domain.model.relationships import FeaturedTag
from microblog.domain.model.views import FeaturedTagView
from microblog.ports.featured_tag_query import FeaturedTagQuery


@frozen
class MemoryFeaturedTagQuery(FeaturedTagQuery):
    """Looks at every post there is."""

    storage: MemoryStorage

    def of_account(self, account_id: int) -> Sequence[FeaturedTag]:
        return featured_by(self.storage.committed, account_id)

    def counted(self, account_id: int) -> Sequence[FeaturedTagView]:
        posts = self._posts(account_id)
        views = []
        for tag in self.of_account(account_id):
            tagged = [post for post in posts if tag.name in post.hashtags]
            latest = max(tagged, key=lambda post: post.id, default=None)
            views.append(FeaturedTagView(tag, len(tagged), None if latest is None else latest.created_at))
        return views

    def used(self, account_id: int, limit: int) -> Sequence[str]:
        newest_first = sorted(self._posts(account_id), key=lambda post: post.id, reverse=True)
        featured = {tag.name for tag in self.of_account(account_id)}
        counts = Counter(name for post in newest_first for name in set(post.hashtags) - featured)
        latest = {name: max(post.id for post in newest_first if name in post.hashtags) for name in counts}
        return sorted(counts, key=lambda name: (-counts[name], -latest[name], name))[:limit]

    def _posts(self, account_id: int) -> list[Post]:
        posts = self.storage.committed.posts.values()
        return [post for post in posts if post.account_id == account_id and post.visibility in LISTED]
