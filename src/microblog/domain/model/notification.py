"""Notifications: what happened that a person wants to know of."""

from datetime import UTC, datetime, timedelta
from enum import Enum

from attrs import Factory, evolve, field, frozen


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


GROUPED_KINDS = frozenset({NotificationKind.LIKE, NotificationKind.BOOST, NotificationKind.FOLLOW})
"""What many people do alike, so that one line tells of all of them."""

GROUP_SPAN = timedelta(hours=12)
"""A group takes in what happens in one half of a day, in UTC, so that none goes on for ever."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@frozen
class Notification:
    """One person is told one thing once: (account, kind, sender, post) is unique.

    It is one of a group, if of itself alone. Groups stand in lists where their newest does, which leads them.
    """

    id: int
    account_id: int
    kind: NotificationKind
    sender_id: int
    post_id: int | None
    created_at: datetime
    report_id: int | None = None
    group_id: int = field(default=Factory(lambda self: self.id, takes_self=True))
    """The id of that which began the group, which may be gone."""
    group_place: int = 1
    """Which one of its group it was, from 1; those that are gone leave gaps."""
    leads: bool = True
    """Whether none of its group is newer."""


@frozen
class NotificationGroup:
    """What names a group: the kind and the post of its members, and what began it."""

    kind: NotificationKind
    post_id: int | None
    id: int


def grouped(notification: Notification, newest: Notification | None) -> Notification:
    """A new notification as the newest of its group, or of one of its own.

    `newest` is the newest there is of its kind for that account and about that post.
    """
    if (
        newest is None
        or notification.kind not in GROUPED_KINDS
        or _half_day(notification.created_at) != _half_day(newest.created_at)
    ):
        return evolve(notification, group_id=notification.id, group_place=1, leads=True)
    return evolve(notification, group_id=newest.group_id, group_place=newest.group_place + 1, leads=True)


def _half_day(moment: datetime) -> int:
    return (moment - _EPOCH) // GROUP_SPAN
