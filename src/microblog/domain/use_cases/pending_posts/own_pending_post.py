"""Find the scheduled post or draft that somebody means."""

from microblog.domain.model.errors import NotFound
from microblog.domain.model.page import MAX_ID
from microblog.domain.model.pending_post import PendingPost
from microblog.ports.unit_of_work import UnitOfWork


def own_pending_post(uow: UnitOfWork, account_id: int, pending_id: int) -> PendingPost:
    """The account's own one. Raises NotFound."""
    found = uow.pending_posts.get(pending_id) if 0 <= pending_id <= MAX_ID else None
    if found is None or found.account_id != account_id:
        raise NotFound
    return found


def own_scheduled_post(uow: UnitOfWork, account_id: int, pending_id: int) -> PendingPost:
    """The account's own one, if it is scheduled. Raises NotFound for drafts as well."""
    found = own_pending_post(uow, account_id, pending_id)
    if found.scheduled_at is None:
        raise NotFound
    return found
