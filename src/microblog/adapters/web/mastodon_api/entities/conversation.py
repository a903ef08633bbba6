"""Conversations."""

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.account import Account
from microblog.adapters.web.mastodon_api.entities.formats import Id
from microblog.adapters.web.mastodon_api.entities.status import Status


class Conversation(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Conversation/."""

    id: Id
    unread: bool
    accounts: list[Account]
    last_status: Status | None
