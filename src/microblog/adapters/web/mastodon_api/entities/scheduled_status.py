"""Statuses that are not out yet."""

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.formats import Id, Timestamp, Visibility
from microblog.adapters.web.mastodon_api.entities.status import MediaAttachment


class ScheduledPoll(Struct, frozen=True):
    """What it will ask."""

    options: list[str]
    expires_in: int
    """Seconds, from when it comes out."""
    multiple: bool
    hide_totals: bool


class ScheduledParams(Struct, frozen=True):
    """What the status will be made of."""

    text: str
    poll: ScheduledPoll | None
    media_ids: list[Id] | None
    sensitive: bool | None
    spoiler_text: str | None
    visibility: Visibility
    in_reply_to_id: int | None
    language: str | None
    application_id: int
    """0 where it was written on the site."""
    scheduled_at: None
    idempotency: str | None
    with_rate_limit: bool


class ScheduledStatus(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/ScheduledStatus/."""

    id: Id
    scheduled_at: Timestamp
    params: ScheduledParams
    media_attachments: list[MediaAttachment]
