"""What people tell the moderators."""

from typing import Literal

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.account import Account
from microblog.adapters.web.mastodon_api.entities.formats import Id, Timestamp

Category = Literal["spam", "legal", "violation", "other"]


class Report(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Report/."""

    id: Id
    action_taken: bool
    action_taken_at: Timestamp | None
    category: Category
    comment: str
    forwarded: bool
    created_at: Timestamp
    status_ids: list[Id] | None
    rule_ids: list[Id] | None
    target_account: Account
