"""What those who run the server tell everybody."""

from msgspec import Struct

from microblog.adapters.web.mastodon_api.entities.account import CustomEmoji
from microblog.adapters.web.mastodon_api.entities.formats import Html, Id, Timestamp, Url
from microblog.adapters.web.mastodon_api.entities.status import Mention, StatusTag


class Reaction(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Reaction/; the emojis are of Unicode, so they have no pictures."""

    name: str
    count: int
    me: bool


class AnnouncementStatus(Struct, frozen=True):
    """A status that an announcement links to: there are none, as links stay links."""

    id: Id
    url: Url


class Announcement(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Announcement/."""

    id: Id
    content: Html
    starts_at: Timestamp | None
    ends_at: Timestamp | None
    all_day: bool
    published_at: Timestamp
    updated_at: Timestamp
    read: bool
    mentions: list[Mention]
    statuses: list[AnnouncementStatus]
    tags: list[StatusTag]
    emojis: list[CustomEmoji]
    reactions: list[Reaction]
