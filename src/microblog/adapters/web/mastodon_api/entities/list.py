"""Lists of people."""

from typing import Literal

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.formats import Id

Policy = Literal["followed", "list", "none"]


class List(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/List/."""

    id: Id
    title: str
    replies_policy: Policy
    exclusive: bool
