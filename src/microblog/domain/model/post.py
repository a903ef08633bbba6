"""Posts: what people write. A boost is a post that carries another one on."""

from datetime import datetime
from enum import Enum

from attrs import frozen

from microblog.domain.model.media import AttachedMedia
from microblog.domain.model.poll import Poll

MAX_POST_LENGTH = 500  # as counted by post_length
MAX_WARNING_LENGTH = 200
MAX_VERSIONS = 200  # earlier ones that are kept of a post, and so how often it can be edited


class Visibility(Enum):
    """Who may see a post."""

    PUBLIC = "public"  # everybody, and it is shown on public timelines
    UNLISTED = "unlisted"  # everybody, but it is not offered on public timelines
    FOLLOWERS = "followers"  # those who follow the author, and those who are mentioned
    MENTIONED = "mentioned"  # only those who are mentioned


LISTED = (Visibility.PUBLIC, Visibility.UNLISTED)
"""What everybody may see."""


@frozen
class MentionedAccount:
    """Somebody whom a post mentions, with what it takes to link to them."""

    account_id: int
    username: str
    domain: str | None
    url: str


@frozen
class Post:
    """A post, or the tombstone of one (`deleted_at` is set and the text is empty).

    A boost has `boost_of_id` and no text of its own; it is never replied to, edited or boosted itself.
    `thread_id` is the id of the post that the conversation began with (its own for a first post).
    """

    id: int
    account_id: int
    uri: str
    url: str
    domain: str | None
    text: str
    html: str
    content_warning: str
    language: str | None
    visibility: Visibility
    thread_id: int
    created_at: datetime
    in_reply_to_id: int | None = None
    in_reply_to_account_id: int | None = None
    boost_of_id: int | None = None
    mentions: tuple[MentionedAccount, ...] = ()
    hashtags: tuple[str, ...] = ()
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    media: tuple[AttachedMedia, ...] = ()
    poll: Poll | None = None
    sensitive: bool = False  # its pictures and recordings: what it says itself can have a warning


@frozen
class PostVersion:
    """How a post read from `created_at` until its next edit."""

    post_id: int
    text: str
    html: str
    content_warning: str
    created_at: datetime
    media: tuple[AttachedMedia, ...] = ()
    poll_options: tuple[str, ...] = ()
    sensitive: bool = False
