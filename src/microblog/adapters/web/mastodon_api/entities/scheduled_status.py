"""Statuses that are not out yet."""

from typing import Any

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.formats import Id, Timestamp, Visibility
from microblog.adapters.web.mastodon_api.entities.status import MediaAttachment


class ScheduledParams(Struct, frozen=True):
    """What the status will be made of."""

    text: str
    poll: dict[str, Any] | None
    media_ids: list[Id] | None
    sensitive: bool | None
    spoiler_text: str | None
    visibility: Visibility
    in_reply_to_id: int | None
    language: str | None
    application_id: int
    """They want a number and nobody may rely on it, so it is 0: with which app it was written is not kept."""
    scheduled_at: None
    idempotency: str | None
    with_rate_limit: bool


class ScheduledStatus(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/ScheduledStatus/."""

    id: Id
    scheduled_at: Timestamp
    params: ScheduledParams
    media_attachments: list[MediaAttachment]
