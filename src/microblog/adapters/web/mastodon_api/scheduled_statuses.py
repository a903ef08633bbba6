"""Scheduled statuses: https://docs.joinmastodon.org/methods/scheduled_statuses/. Drafts are none of them."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entities.formats import Timestamp, timestamp
from microblog.adapters.web.mastodon_api.entities.scheduled_status import (
    ScheduledParams,
    ScheduledPoll,
    ScheduledStatus,
)
from microblog.adapters.web.mastodon_api.entity_maker import VISIBILITIES, EntityMaker
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.moments import moment_of
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.views import PendingPostView
from microblog.domain.use_cases.pending_posts.delete_pending_post import DeletePendingPost
from microblog.domain.use_cases.pending_posts.edit_pending_post import ReschedulePost
from microblog.domain.use_cases.pending_posts.read_pending_posts import ReadPendingPost, ReadScheduledPosts


class OtherTime(Struct, frozen=True):
    """When the status shall be published instead."""

    scheduled_at: Timestamp = ""


@frozen
class ScheduledStatusEndpoints:
    """One's own scheduled statuses; those of others are not there, and what came out is a status."""

    entities: EntityMaker
    addresses: Addresses
    read_scheduled_posts: ReadScheduledPosts
    read_pending_post: ReadPendingPost
    reschedule_post: ReschedulePost
    delete_pending_post: DeletePendingPost

    def index(self, request: Request) -> Response:
        """What is scheduled."""
        cursor = read(request, Paging).cursor()
        page = self.read_scheduled_posts(account_id=signed_in(request).account_id, cursor=cursor)
        return listed(request, self.addresses, page, [scheduled_status(self.entities, view) for view in page.items])

    def show(self, request: Request) -> Response:
        """A scheduled status."""
        me, pending_id = signed_in(request).account_id, request.path_id("id")
        view = self.read_pending_post(account_id=me, pending_id=pending_id, only_scheduled=True)
        return answer(scheduled_status(self.entities, view))

    def change(self, request: Request) -> Response:
        """Publish it at another time, at least five minutes from now."""
        wanted = read(request, OtherTime).scheduled_at
        if wanted:
            self.reschedule_post(
                account_id=signed_in(request).account_id,
                pending_id=request.path_id("id"),
                scheduled_at=moment_of(wanted, "scheduled_at"),
            )
        return self.show(request)

    def delete(self, request: Request) -> Response:
        """Do not publish it."""
        me, pending_id = signed_in(request).account_id, request.path_id("id")
        self.delete_pending_post(account_id=me, pending_id=pending_id, only_scheduled=True)
        return answer({})


def scheduled_status(entities: EntityMaker, view: PendingPostView) -> ScheduledStatus:
    """What is scheduled. Raises NotFound for a draft."""
    pending = view.pending
    if pending.scheduled_at is None:
        raise NotFound
    params = ScheduledParams(
        text=pending.text,
        poll=_poll(pending.poll),
        media_ids=[str(media_id) for media_id in pending.media_ids] or None,
        sensitive=pending.sensitive or bool(pending.content_warning),
        spoiler_text=pending.content_warning or None,
        visibility=VISIBILITIES[pending.visibility],
        in_reply_to_id=pending.in_reply_to_id,
        language=pending.language,
        application_id=pending.app_id or 0,
        scheduled_at=None,
        idempotency=pending.idempotency_key or None,
        with_rate_limit=False,
    )
    pictures = [entities.media(each) for each in view.media]
    return ScheduledStatus(str(pending.id), timestamp(pending.scheduled_at), params, pictures)


def _poll(poll: WantedPoll | None) -> ScheduledPoll | None:
    if poll is None or poll.expires_in is None:
        return None
    return ScheduledPoll(list(poll.options), poll.expires_in, poll.multiple, poll.hide_totals)
