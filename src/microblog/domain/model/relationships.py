"""What one account is to another, and what it did with a post."""

from datetime import datetime

from attrs import frozen

MAX_PINS = 5  # of one account
MAX_ENDORSEMENTS = 100  # by one account
MAX_FEATURED_TAGS = 10  # of one account
MAX_NOTES = 5000  # by one account
MAX_DISMISSED = 5000  # by one account
MAX_NOTE_LENGTH = 2000  # code points
MAX_MUTED_THREADS = 1000  # of one account


@frozen
class Follow:
    """`follower_id` reads `followee_id`; while it is not accepted it is only a request."""

    id: int
    follower_id: int
    followee_id: int
    accepted: bool
    created_at: datetime


@frozen
class FollowedTag:
    """An account reads what is public and carries a hashtag, whose name is in its normalised form."""

    id: int
    account_id: int
    name: str
    created_at: datetime


@frozen
class FeaturedTag:
    """An account shows on its profile that it writes about something; the hashtag's name is in its normalised form."""

    id: int
    account_id: int
    name: str
    created_at: datetime


@frozen
class Block:
    """`blocker_id` wants neither to see `blocked_id` nor to be seen by them."""

    id: int
    blocker_id: int
    blocked_id: int
    created_at: datetime


@frozen
class Mute:
    """`muter_id` does not want `muted_id` to turn up where posts come by themselves; who looks for them finds them.

    `notifications`: neither does `muter_id` want to be told of what `muted_id` does. Expired mutes count until somebody
    removes them.
    """

    id: int
    muter_id: int
    muted_id: int
    notifications: bool
    created_at: datetime
    expires_at: datetime | None  # None: never


@frozen
class ThreadMute:
    """An account does not want to be told any more of what happens in a conversation, which goes by its first post."""

    account_id: int
    thread_id: int
    created_at: datetime


@frozen
class Like:
    """An account likes a post."""

    id: int
    account_id: int
    post_id: int
    created_at: datetime


@frozen
class Bookmark:
    """An account keeps a post to find it again. Nobody else learns of it."""

    id: int
    account_id: int
    post_id: int
    created_at: datetime


@frozen
class Pin:
    """An account has a post of its own stand on top of its profile."""

    id: int
    account_id: int
    post_id: int
    created_at: datetime


@frozen
class AccountNote:
    """What an account wrote down about another. Nobody else learns of it."""

    account_id: int
    target_id: int
    text: str


@frozen
class Endorsement:
    """An account recommends another, which it follows, on its profile."""

    id: int
    account_id: int
    target_id: int
    created_at: datetime


@frozen
class DismissedSuggestion:
    """An account does not want to be told again that it could follow another."""

    account_id: int
    target_id: int
