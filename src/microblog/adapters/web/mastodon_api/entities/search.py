"""Hashtags, and what a search finds."""

from msgspec import UNSET, Struct, UnsetType

from microblog.adapters.web.mastodon_api.entities.account import Account
from microblog.adapters.web.mastodon_api.entities.formats import Url
from microblog.adapters.web.mastodon_api.entities.status import Status


class TagHistory(Struct, frozen=True):
    """How often a hashtag was used on a day, which is given in seconds since 1970; all are numbers as text."""

    day: str
    uses: str
    accounts: str


class Tag(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Tag/; the history is of seven days, today first."""

    id: str
    name: str
    url: Url
    history: list[TagHistory]
    following: bool | UnsetType = UNSET
    featuring: bool | UnsetType = UNSET


class Search(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Search/."""

    accounts: list[Account]
    statuses: list[Status]
    hashtags: list[Tag]
