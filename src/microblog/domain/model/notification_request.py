"""Notification requests: who waits to be let in to what a person is told."""

from datetime import datetime
from enum import Enum

from attrs import frozen

MOST_AT_ONCE = 100  # requests that are answered at once


class RequestState(Enum):
    """How far a request has come."""

    PENDING = "pending"
    ACCEPTED = "accepted"  # what was held back is being let in
    MERGED = "merged"  # and all of it was


@frozen
class NotificationRequest:
    """An account holds back what another does: (account, sender) is unique. Once accepted nothing is held any more."""

    id: int  # that of the first notification that was held back
    account_id: int
    sender_id: int
    post_id: int | None
    """The last post that one of those that were held back is about."""
    state: RequestState
    created_at: datetime
    updated_at: datetime
