"""What people want to be told, and who waits to be let in."""

from typing import Literal

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.account import Account
from microblog.adapters.web.mastodon_api.entities.formats import Id, Timestamp
from microblog.adapters.web.mastodon_api.entities.status import Status

Reception = Literal["accept", "filter", "drop"]


class PolicySummary(Struct, frozen=True):
    """How much is held back, counted up to limits."""

    pending_requests_count: int
    pending_notifications_count: int


class NotificationPolicy(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/NotificationPolicy/."""

    for_not_following: Reception
    for_not_followers: Reception
    for_new_accounts: Reception
    for_private_mentions: Reception
    for_limited_accounts: Reception
    summary: PolicySummary


class V1NotificationPolicy(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/V1_NotificationPolicy/."""

    filter_not_following: bool
    filter_not_followers: bool
    filter_new_accounts: bool
    filter_private_mentions: bool
    summary: PolicySummary


class NotificationRequest(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/NotificationRequest/."""

    id: Id
    created_at: Timestamp
    updated_at: Timestamp
    notifications_count: str
    account: Account
    last_status: Status | None


class Merged(Struct, frozen=True):
    """Whether all that was accepted is among the notifications."""

    merged: bool
