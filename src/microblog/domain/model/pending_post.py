"""Posts that are not out yet: scheduled ones, and drafts. Nobody but their author knows of them."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from enum import Enum

from attrs import frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post import Visibility
from microblog.domain.model.post_content import PostContent

MAX_SCHEDULED = 300  # of one account
MAX_SCHEDULED_A_DAY = 25  # of one account, for one day in UTC
MAX_DRAFTS = 100  # of one account; what could not be published comes on top, up to what both limits allow together
SHORTEST_WAIT = timedelta(minutes=5)


class Obstacle(Enum):
    """Why a scheduled post could not be published at its time."""

    ANSWERED = "answered"  # the post that it answers is gone, or its author may see it no longer
    MEDIA = "media"  # a picture of it is gone
    TEXT = "text"  # by the rules of then it says too much, or what cannot be
    ACCOUNT = "account"  # its author might not write at that time
    FAILURE = "failure"  # something broke on the server


@frozen
class PendingPost:
    """Something to be published at `scheduled_at`, to the millisecond; a draft where that is None.

    `obstacle` says of a draft why it was not published when it was scheduled. The `idempotency_key` is the one that it
    was sent with, empty where there was none.
    """

    id: int
    account_id: int
    text: str
    content_warning: str
    visibility: Visibility
    language: str | None
    in_reply_to_id: int | None
    media_ids: tuple[int, ...]
    created_at: datetime
    scheduled_at: datetime | None
    obstacle: Obstacle | None = None
    idempotency_key: str = ""
    sensitive: bool = False
    poll: WantedPoll | None = None
    app_id: int | None = None  # with which it was written; None on the site

    @property
    def content(self) -> PostContent:
        """What shall be published."""
        return PostContent(
            self.text,
            self.content_warning,
            self.visibility,
            self.language,
            self.in_reply_to_id,
            self.media_ids,
            self.sensitive,
            self.poll,
        )

    def is_due(self, now: datetime) -> bool:
        """Whether its time has come."""
        return self.scheduled_at is not None and self.scheduled_at <= now


def check_moment(moment: datetime, now: datetime) -> datetime:
    """When to publish, in UTC and to the millisecond. Raises ValidationError("scheduled_at", "too_soon")."""
    if moment < now + SHORTEST_WAIT:
        raise ValidationError("scheduled_at", "too_soon", {"minutes": SHORTEST_WAIT // timedelta(minutes=1)})
    utc = moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def check_room(others: Collection[datetime | None], scheduled_at: datetime | None) -> None:
    """Whether there may be one more, for that moment, beside those that the account has; None stands for drafts.

    Raises ValidationError for `draft` or `scheduled_at` with the code `too_many`, or `too_many_that_day`.
    """
    scheduled = [moment for moment in others if moment is not None]
    if scheduled_at is None:
        if len(others) - len(scheduled) >= MAX_DRAFTS:
            raise ValidationError("draft", "too_many", {"limit": MAX_DRAFTS})
        return
    if len(scheduled) >= MAX_SCHEDULED or len(others) >= MAX_SCHEDULED + MAX_DRAFTS:
        raise ValidationError("scheduled_at", "too_many", {"limit": MAX_SCHEDULED})
    if sum(moment.date() == scheduled_at.date() for moment in scheduled) >= MAX_SCHEDULED_A_DAY:
        raise ValidationError("scheduled_at", "too_many_that_day", {"limit": MAX_SCHEDULED_A_DAY})
