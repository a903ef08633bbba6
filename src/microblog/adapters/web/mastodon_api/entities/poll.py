"""Polls."""

from msgspec import UNSET, Struct, UnsetType

from microblog.adapters.web.mastodon_api.entities.account import CustomEmoji
from microblog.adapters.web.mastodon_api.entities.formats import Id, Timestamp


class PollOption(Struct, frozen=True):
    """What can be chosen. `votes_count` is null as long as nobody shall know."""

    title: str
    votes_count: int | None


class Poll(Struct, frozen=True):
    """https://docs.joinmastodon.org/entities/Poll/. Its id is that of its status."""

    id: Id
    expires_at: Timestamp
    expired: bool
    multiple: bool
    votes_count: int
    voters_count: int | None
    """Null where everybody has one vote, so that there are as many voters as votes."""
    options: list[PollOption]
    emojis: list[CustomEmoji]
    voted: bool | UnsetType = UNSET
    own_votes: list[int] | UnsetType = UNSET


class EditedPollOption(Struct, frozen=True):
    """What could be chosen."""

    title: str


class EditedPoll(Struct, frozen=True):
    """What a status asked in one of its versions."""

    options: list[EditedPollOption]
