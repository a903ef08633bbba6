"""Announcements: what those who run the server tell everybody who is on it."""

import unicodedata
from datetime import datetime

from attrs import frozen

from microblog.domain.model.errors import ValidationError

MAX_ANNOUNCEMENT_LENGTH = 5000  # code points
MAX_ANNOUNCEMENTS = 100  # drafts and those that have ended included
MAX_REACTIONS = 8  # different ones to one announcement
_MAX_EMOJI_LENGTH = 20  # code points
_KEYCAP = "\u20e3"


@frozen
class Announcement:
    """A text that is shown from its publication until it ends."""

    id: int
    text: str
    html: str
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None = None  # None: a draft
    ends_at: datetime | None = None

    def is_shown(self, now: datetime) -> bool:
        """Whether it is published and has not ended."""
        return self.published_at is not None and (self.ends_at is None or self.ends_at > now)


@frozen
class DismissedAnnouncement:
    """Somebody has read an announcement."""

    announcement_id: int
    account_id: int


@frozen
class AnnouncementReaction:
    """Somebody answers an announcement with an emoji."""

    announcement_id: int
    account_id: int
    name: str  # the emoji
    created_at: datetime


@frozen
class ReactionCount:
    """How many answer with an emoji, and whether the viewer is one of them."""

    announcement_id: int
    name: str
    count: int
    own: bool


@frozen
class AnnouncementView:
    """An announcement as somebody sees it."""

    announcement: Announcement
    dismissed: bool
    reactions: tuple[ReactionCount, ...]


def check_emoji(value: str, graphemes: int) -> str:
    """The emoji, of which `graphemes` are drawn. Raises ValidationError("name", "no_emoji") for any other text."""
    is_drawn = any(unicodedata.category(each) == "So" or each == _KEYCAP for each in value)
    if len(value) > _MAX_EMOJI_LENGTH or graphemes != 1 or not is_drawn:
        raise ValidationError("name", "no_emoji")
    return value
