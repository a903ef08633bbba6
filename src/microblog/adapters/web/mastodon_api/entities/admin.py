"""What moderators see."""

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.account import Account, Role
from microblog.adapters.web.mastodon_api.entities.formats import Id, Timestamp
from microblog.adapters.web.mastodon_api.entities.instance import Rule
from microblog.adapters.web.mastodon_api.entities.report import Category
from microblog.adapters.web.mastodon_api.entities.status import Status


class AdminIp(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Admin_Ip/: there are none, as addresses are not kept."""

    ip: str
    used_at: Timestamp


class AdminAccount(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Admin_Account/."""

    id: Id
    username: str
    domain: str | None
    created_at: Timestamp
    email: str
    ip: str | None
    ips: list[AdminIp]
    locale: str
    invite_request: str | None
    role: Role
    confirmed: bool
    approved: bool
    disabled: bool
    silenced: bool
    suspended: bool
    sensitized: bool
    account: Account


class AdminReport(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Admin_Report/."""

    id: Id
    action_taken: bool
    action_taken_at: Timestamp | None
    category: Category
    comment: str
    forwarded: bool
    created_at: Timestamp
    updated_at: Timestamp
    account: AdminAccount
    target_account: AdminAccount
    assigned_account: AdminAccount | None
    action_taken_by_account: AdminAccount | None
    statuses: list[Status]
    rules: list[Rule]
