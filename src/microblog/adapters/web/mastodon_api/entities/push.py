"""What apps are told at once."""

from typing import Literal

from msgspec import Struct, field

from microblog.adapters.web.mastodon_api.entities.formats import Id, Url

PushPolicy = Literal["all", "followed", "follower", "none"]


class PushAlerts(Struct, frozen=True):
    """Which notifications are pushed. Those that this server does not have are false, whatever was asked for."""

    mention: bool = False
    status: bool = False
    reblog: bool = False
    follow: bool = False
    follow_request: bool = False
    favourite: bool = False
    poll: bool = False
    update: bool = False
    quote: bool = False
    quoted_update: bool = False
    admin_sign_up: bool = field(default=False, name="admin.sign_up")
    admin_report: bool = field(default=False, name="admin.report")


class WebPushSubscription(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/WebPushSubscription/."""

    id: Id
    endpoint: Url
    standard: bool
    alerts: PushAlerts
    server_key: str
    policy: PushPolicy
