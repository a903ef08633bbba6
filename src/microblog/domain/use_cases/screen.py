"""What filters do to a page of posts before somebody reads it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from attrs import evolve, frozen

from microblog.domain.model.filter import Filter, FilterAction, FilterContext, FilterMatch, SearchedText, match
from microblog.domain.model.page import Page
from microblog.domain.model.views import ConversationView, NotificationGroupView, NotificationView, PostView, ThreadView
from microblog.ports.clock import Clock
from microblog.ports.filter_query import FilterQuery

Item = TypeVar("Item")
Told = TypeVar("Told", NotificationView, NotificationGroupView)


@frozen
class Screen:
    """Leaves out of what somebody reads what their filters hide there, and says of posts which others found them.

    Filters are read once for each page. What one wrote oneself is never filtered.
    """

    filters: FilterQuery
    clock: Clock

    def page(self, viewer_id: int | None, page: Page[PostView], context: FilterContext) -> Page[PostView]:
        """The page without what is hidden. It leads to where it led before."""
        filters = self._at_work(viewer_id, context)
        return _screened(page, lambda post: _seen(post, viewer_id, filters)) if filters else page

    def marks(self, viewer_id: int | None, page: Page[PostView], context: FilterContext) -> Page[PostView]:
        """The whole page: where somebody looks for posts, or has kept them, what is hidden elsewhere is marked."""
        filters = self._at_work(viewer_id, context) if page.items else ()
        return _screened(page, lambda post: _marked(post, viewer_id, filters)) if filters else page

    def conversations(self, account_id: int, page: Page[ConversationView]) -> Page[ConversationView]:
        """The whole page, so that nobody loses a conversation by a word: its posts stand in a thread."""
        filters = self._at_work(account_id, FilterContext.THREAD) if page.items else ()

        def marked(view: ConversationView) -> ConversationView:
            return evolve(view, post=_marked(view.post, account_id, filters))

        return _screened(page, marked) if filters else page

    def posts(self, viewer_id: int | None, posts: Sequence[PostView], context: FilterContext) -> Sequence[PostView]:
        """The posts without those that are hidden."""
        filters = self._at_work(viewer_id, context) if posts else ()
        return _kept(posts, lambda post: _seen(post, viewer_id, filters)) if filters else posts

    def notifications(self, viewer_id: int, page: Page[NotificationView]) -> Page[NotificationView]:
        """The page without what is about hidden posts."""
        return self._told(viewer_id, page)

    def notification_groups(self, viewer_id: int, page: Page[NotificationGroupView]) -> Page[NotificationGroupView]:
        """The page without groups that are about hidden posts."""
        return self._told(viewer_id, page)

    def _told(self, viewer_id: int, page: Page[Told]) -> Page[Told]:
        filters = self._at_work(viewer_id, FilterContext.NOTIFICATIONS)

        def seen(view: Told) -> Told | None:
            post = None if view.post is None else _seen(view.post, viewer_id, filters)
            return None if view.post is not None and post is None else evolve(view, post=post)

        return _screened(page, seen) if filters else page

    def post(self, viewer_id: int | None, post: PostView) -> PostView:
        """A post that somebody asked for, which nothing hides."""
        filters = self._at_work(viewer_id, FilterContext.THREAD)
        return _marked(post, viewer_id, filters) if filters else post

    def thread(self, viewer_id: int | None, thread: ThreadView) -> ThreadView:
        """A conversation: what was asked for stays, of the rest what is not hidden."""
        filters = self._at_work(viewer_id, FilterContext.THREAD)
        if not filters:
            return thread
        return ThreadView(
            _kept(thread.ancestors, lambda post: _seen(post, viewer_id, filters)),
            _marked(thread.post, viewer_id, filters),
            _kept(thread.descendants, lambda post: _seen(post, viewer_id, filters)),
        )

    def _at_work(self, viewer_id: int | None, context: FilterContext) -> Sequence[Filter]:
        if viewer_id is None:
            return ()
        now = self.clock()
        return [
            one
            for one in self.filters.of_account(viewer_id)
            if context in one.contexts and (one.expires_at is None or one.expires_at > now)
        ]


def _screened(page: Page[Item], seen: Callable[[Item], Item | None]) -> Page[Item]:
    return Page(_kept(page.items, seen), page.next_max_id, page.prev_min_id)


def _kept(items: Iterable[Item], seen: Callable[[Item], Item | None]) -> tuple[Item, ...]:
    return tuple([kept for item in items if (kept := seen(item)) is not None])


def _seen(post: PostView, viewer_id: int | None, filters: Sequence[Filter]) -> PostView | None:
    marked = _marked(post, viewer_id, filters)
    return None if any(each.filter.action is FilterAction.HIDE for each in marked.filtered) else marked


def _marked(post: PostView, viewer_id: int | None, filters: Sequence[Filter]) -> PostView:
    if post.author.id == viewer_id:
        return post
    options = () if post.poll is None else post.poll.options
    pictures = [media.description for media in post.media]
    text = SearchedText("\n".join([post.content_warning, post.text, *pictures, *options]).casefold())
    matches: list[FilterMatch] = [found for one in filters if (found := match(one, post.id, text)) is not None]
    # Without its mark: what is kept of the post by that is what others see of it.
    return evolve(post, filtered=tuple(matches), mark="") if matches else post
