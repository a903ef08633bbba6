"""Notifications."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from microblog.adapters.web.mastodon_api.entities.account import Account
from microblog.adapters.web.mastodon_api.entities.formats import Id, Timestamp, Url
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


class PartialAccountWithAvatar(Struct, frozen=True):
    """Of an account what stands beside others in a group."""

    id: Id
    acct: str
    url: Url
    avatar: Url
    avatar_static: Url
    locked: bool
    bot: bool


class NotificationGroup(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/GroupedNotificationsResults/#NotificationGroup.

    What is of the page is there where there is one.
    """

    group_key: str
    notifications_count: int
    type: NotificationType
    most_recent_notification_id: int
    sample_account_ids: list[Id]
    page_min_id: Id | UnsetType = UNSET
    page_max_id: Id | UnsetType = UNSET
    latest_page_notification_at: Timestamp | UnsetType = UNSET
    status_id: Id | UnsetType = UNSET
    report: Report | UnsetType = UNSET


class GroupedNotificationsResults(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/GroupedNotificationsResults/."""

    accounts: list[Account]
    statuses: list[Status]
    notification_groups: list[NotificationGroup]
    partial_accounts: list[PartialAccountWithAvatar] | UnsetType = UNSET
