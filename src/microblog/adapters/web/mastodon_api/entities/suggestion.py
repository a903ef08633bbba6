"""Whom somebody could follow."""

from typing import Literal

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.account import Account


class Suggestion(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Suggestion/."""

    sources: list[Literal["friends_of_friends"]]
    account: Account
