"""Accounts."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from microblog.adapters.web.mastodon_api.entities.formats import Day, Html, Id, Timestamp, Url, Visibility


class CustomEmoji(Struct, frozen=True):
    """A picture that stands for `:shortcode:`."""

    shortcode: str
    url: Url
    static_url: Url
    visible_in_picker: bool
    category: str | None


class Field(Struct, frozen=True):
    """A labelled line of a profile; in `Source` the value is as it was typed."""

    name: str
    value: str
    verified_at: Timestamp | None


class AccountRole(Struct, frozen=True):
    """A role that everybody sees."""

    id: Id
    name: str
    color: str


class Role(Struct, frozen=True):
    """What somebody may do on this server; `permissions` is a bit mask as text."""

    id: Id
    name: str
    permissions: str
    color: str
    highlighted: bool


class Account(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Account/."""

    id: Id
    username: str
    acct: str
    display_name: str
    locked: bool
    bot: bool
    discoverable: bool | None
    indexable: bool
    group: bool
    created_at: Timestamp
    note: Html
    url: Url
    uri: Url
    avatar: Url
    avatar_static: Url
    header: Url
    header_static: Url
    followers_count: int
    following_count: int
    statuses_count: int
    last_status_at: Day | None
    hide_collections: bool | None
    noindex: bool | None
    emojis: list[CustomEmoji]
    roles: list[AccountRole]
    fields: list[Field]
    limited: bool | UnsetType = UNSET
    """True of those whom moderators limited, left out of all others."""


class Source(Struct, frozen=True):
    """What somebody's own profile was made of, and with what their posts begin."""

    privacy: Visibility
    sensitive: bool
    language: str | None
    note: str
    fields: list[Field]
    follow_requests_count: int
    hide_collections: bool | None
    discoverable: bool | None
    indexable: bool
    attribution_domains: list[str]
    quote_policy: Literal["public", "followers", "nobody"]


class CredentialAccount(Account, frozen=True, kw_only=True):
    """One's own account: https://docs.joinmastodon.org/entities/Account/#CredentialAccount."""

    source: Source
    role: Role


class MutedAccount(Account, frozen=True, kw_only=True):
    """Somebody whom one mutes; null is for good."""

    mute_expires_at: Timestamp | None


class FamiliarFollowers(Struct, frozen=True):
    """Whom one follows of those who follow an account."""

    id: Id
    accounts: list[Account]


class Relationship(Struct, frozen=True):
    """What one is to an account: https://docs.joinmastodon.org/entities/Relationship/."""

    id: Id
    following: bool
    showing_reblogs: bool
    notifying: bool
    languages: list[str] | None
    followed_by: bool
    blocking: bool
    blocked_by: bool
    muting: bool
    muting_notifications: bool
    muting_expires_at: Timestamp | None
    requested: bool
    requested_by: bool
    domain_blocking: bool
    endorsed: bool
    note: str


Preferences = dict[str, str | bool | None]
"""https://docs.joinmastodon.org/entities/Preferences/; its keys have colons."""
