"""Statuses, which the core calls posts."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from microblog.adapters.web.mastodon_api.entities.account import Account, CustomEmoji
from microblog.adapters.web.mastodon_api.entities.filter import FilterResult
from microblog.adapters.web.mastodon_api.entities.formats import Html, Id, Timestamp, Url, Visibility
from microblog.adapters.web.mastodon_api.entities.poll import EditedPoll, Poll

MediaType = Literal["unknown", "image", "gifv", "video", "audio"]


class MediaAttachment(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/MediaAttachment/."""

    id: Id
    type: MediaType
    url: Url | None
    preview_url: Url | None
    remote_url: Url | None
    meta: dict[str, Any]
    description: str | None
    blurhash: str | None


class Mention(Struct, frozen=True):
    """Somebody whom a status mentions."""

    id: Id
    username: str
    url: Url
    acct: str


class StatusTag(Struct, frozen=True):
    """A hashtag that a status has."""

    name: str
    url: Url


class StatusApplication(Struct, frozen=True):
    """With what a status was written."""

    name: str
    website: Url | None


class Status(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Status/."""

    id: Id
    created_at: Timestamp
    in_reply_to_id: Id | None
    in_reply_to_account_id: Id | None
    sensitive: bool
    spoiler_text: str
    visibility: Visibility
    language: str | None
    uri: Url
    url: Url | None
    replies_count: int
    reblogs_count: int
    favourites_count: int
    edited_at: Timestamp | None
    content: Html
    reblog: "Status | None"
    application: StatusApplication | None
    account: Account
    media_attachments: list[MediaAttachment]
    mentions: list[Mention]
    tags: list[StatusTag]
    emojis: list[CustomEmoji]
    card: None
    poll: Poll | None
    favourited: bool | UnsetType = UNSET
    reblogged: bool | UnsetType = UNSET
    muted: bool | UnsetType = UNSET
    bookmarked: bool | UnsetType = UNSET
    pinned: bool | UnsetType = UNSET
    filtered: list[FilterResult] | UnsetType = UNSET
    text: str | UnsetType = UNSET
    """As it was typed: only of a status that was deleted just now, to write it anew."""


class Context(Struct, frozen=True):
    """What a status answers, and what answers it."""

    ancestors: list[Status]
    descendants: list[Status]


class StatusSource(Struct, frozen=True):
    """A status as it was typed."""

    id: Id
    text: str
    spoiler_text: str


class StatusEdit(Struct, frozen=True):
    """How a status read from `created_at` on."""

    content: Html
    spoiler_text: str
    sensitive: bool
    created_at: Timestamp
    account: Account
    media_attachments: list[MediaAttachment]
    emojis: list[CustomEmoji]
    poll: EditedPoll | UnsetType = UNSET
