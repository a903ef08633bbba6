"""Notifications."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from microblog.adapters.web.mastodon_api.entities.account import Account
from microblog.adapters.web.mastodon_api.entities.formats import Id, Timestamp
from microblog.adapters.web.mastodon_api.entities.report import Report
from microblog.adapters.web.mastodon_api.entities.status import Status

NotificationType = Literal["mention", "favourite", "reblog", "follow", "follow_request", "poll", "admin.report"]


class Notification(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Notification/."""

    id: Id
    type: NotificationType
    created_at: Timestamp
    group_key: str
    account: Account
    status: Status | None
    report: Report | UnsetType = UNSET


class UnreadCount(Struct, frozen=True):
    """How many are unread, counted up to a limit."""

    count: int
