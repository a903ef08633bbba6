"""Notifications: what happened that a person wants to know of."""

from datetime import datetime
from enum import Enum

from attrs import frozen


class NotificationKind(Enum):
    """What happened."""

    MENTION = "mention"
    FOLLOW = "follow"
    FOLLOW_REQUEST = "follow_request"
    LIKE = "like"
    BOOST = "boost"
    POLL = "poll"
    """A poll of one's own ended, or one in which one voted; its author is the sender."""
    REPORT = "report"
    """The sender reported somebody: told to moderators, of each sender the newest alone."""


@frozen
class Notification:
    """One person is told one thing once: (account, kind, sender, post) is unique."""

    id: int
    account_id: int
    kind: NotificationKind
    sender_id: int
    post_id: int | None
    created_at: datetime
    report_id: int | None = None
