"""How far somebody has read a timeline, so that another of their apps goes on there."""

from datetime import datetime
from enum import Enum

from attrs import frozen


class MarkedTimeline(Enum):
    """What a place is remembered in."""

    HOME = "home"
    NOTIFICATIONS = "notifications"


@frozen
class Marker:
    """`last_read_id` is a post's on the home timeline, else a notification's; `version` counts the changes, from 1."""

    account_id: int
    timeline: MarkedTimeline
    last_read_id: int
    version: int
    updated_at: datetime


def moved(marker: Marker | None, account_id: int, timeline: MarkedTimeline, last_read_id: int, now: datetime) -> Marker:
    """The marker after a change; None is one that there was not yet."""
    return Marker(account_id, timeline, last_read_id, 1 if marker is None else marker.version + 1, now)
