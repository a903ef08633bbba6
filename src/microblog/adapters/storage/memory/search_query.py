"""Search, for reading: looks at everything, and so says what the other storages have to find."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import account_view, follows, is_shown, listed, post_view, visible
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.search_words import name_words, text_words
from microblog.domain.model.views import AccountView, PostView
from microblog.ports.search_query import SearchQuery


@frozen
class MemorySearchQuery(SearchQuery):
    """Looks at every post and account there is."""

    storage: MemoryStorage

    def posts(
        self, viewer_id: int | None, words: Sequence[str], cursor: Cursor, *, author_id: int | None = None
    ) -> Page[PostView]:
        tables, wanted = self.storage.committed, set(words)
        found = [
            post
            for post in tables.posts.values()
            if post.boost_of_id is None
            and author_id in (None, post.account_id)
            and (post.visibility is not Visibility.UNLISTED or post.account_id == viewer_id)
            and visible(tables, viewer_id, post)
            and listed(tables, viewer_id, post.account_id)
            and wanted.issubset(text_words(f"{post.content_warning} {post.text}"))
        ]
        page = page_of(found, lambda post: post.id, cursor)
        views = tuple(post_view(tables, viewer_id, post) for post in page.items)
        return Page(views, page.next_max_id, page.prev_min_id)

    def accounts(
        self, viewer_id: int | None, words: Sequence[str], cursor: Cursor, *, only_followed: bool = False
    ) -> Page[AccountView]:
        tables, wanted = self.storage.committed, set(words)
        found = [
            account_view(account)
            for account in tables.accounts.values()
            if is_shown(tables, viewer_id, account)
            and listed(tables, viewer_id, account.id)
            and (follows(tables, viewer_id, account.id) or not only_followed)
            and wanted.issubset(name_words(account.acct, account.display_name))
        ]
        return page_of(found, lambda account: account.id, cursor)

    def hashtags(self, viewer_id: int | None, prefix: str, limit: int) -> Sequence[str]:
        tables = self.storage.committed
        names = {
            name
            for post in tables.posts.values()
            if post.visibility is Visibility.PUBLIC
            and visible(tables, viewer_id, post)
            and listed(tables, viewer_id, post.account_id)
            for name in post.hashtags
            if name.startswith(prefix)
        }
        return sorted(names)[:limit]
