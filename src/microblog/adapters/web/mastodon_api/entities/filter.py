"""Filters."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from microblog.adapters.web.mastodon_api.entities.formats import Id, Timestamp

Context = Literal["home", "notifications", "public", "thread", "account"]
Action = Literal["warn", "hide", "blur"]


class FilterKeyword(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/FilterKeyword/."""

    id: Id
    keyword: str
    whole_word: bool


class FilterStatus(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/FilterStatus/."""

    id: Id
    status_id: Id


class Filter(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Filter/; in a `FilterResult` without keywords and statuses."""

    id: Id
    title: str
    context: list[Context]
    expires_at: Timestamp | None
    filter_action: Action
    keywords: list[FilterKeyword] | UnsetType = UNSET
    statuses: list[FilterStatus] | UnsetType = UNSET


class FilterResult(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/FilterResult/."""

    filter: Filter
    keyword_matches: list[str] | None
    status_matches: list[Id] | None


class V1Filter(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/V1_Filter/: a keyword of a filter, as older apps know it."""

    id: Id
    phrase: str
    context: list[Context]
    whole_word: bool
    expires_at: Timestamp | None
    irreversible: bool
