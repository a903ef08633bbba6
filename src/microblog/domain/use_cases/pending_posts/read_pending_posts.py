"""Read what is scheduled, and the drafts."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.page import MAX_ID, Cursor, Page
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.views import PendingPostView
from microblog.domain.use_cases.pending_posts.own_pending_post import own_pending_post, own_scheduled_post
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


@frozen
class ReadPendingPosts:
    """Read all that one has kept for later."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int) -> tuple[Sequence[PendingPostView], Sequence[PendingPostView]]:
        """What is scheduled, the next to come first, and the drafts, the newest first."""
        with self.unit_of_work() as uow:
            views = _views(uow, uow.pending_posts.of_account(account_id))
        scheduled = [(view.pending.scheduled_at, view.pending.id, view) for view in views if view.pending.scheduled_at]
        return [view for *_, view in sorted(scheduled)], [view for view in views if view.pending.scheduled_at is None]


@frozen
class ReadScheduledPosts:
    """Read what is scheduled, in pages."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, cursor: Cursor) -> Page[PendingPostView]:
        """They go by their ids, the newest first. As there are few, they are all looked at for each page."""
        with self.unit_of_work() as uow:
            scheduled = [one for one in uow.pending_posts.of_account(account_id) if one.scheduled_at is not None]
            below = max(-1 if bound is None else bound for bound in (cursor.since_id, cursor.min_id))
            highest = MAX_ID if cursor.max_id is None else cursor.max_id - 1
            found = [one for one in scheduled if below < one.id <= highest]
            shown = found[: cursor.limit] if cursor.min_id is None else found[-cursor.limit :]
            views = _views(uow, shown)
        if not shown:
            return Page(())
        has_older = scheduled[-1].id < shown[-1].id
        return Page(tuple(views), shown[-1].id if has_older else None, shown[0].id)


@frozen
class ReadPendingPost:
    """Read one of these."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, pending_id: int, only_scheduled: bool = False) -> PendingPostView:
        """Raises NotFound if it is not one's own or is out; with `only_scheduled` for a draft as well."""
        with self.unit_of_work() as uow:
            find = own_scheduled_post if only_scheduled else own_pending_post
            (view,) = _views(uow, [find(uow, account_id, pending_id)])
        return view


def _views(uow: UnitOfWork, pending: Sequence[PendingPost]) -> list[PendingPostView]:
    ids = [media_id for each in pending for media_id in each.media_ids]
    pictures = {media.id: media for media in uow.media.several(ids)}
    return [
        PendingPostView(each, tuple(pictures[id_].attached for id_ in each.media_ids if id_ in pictures))
        for each in pending
    ]
