"""What one account is to another, and what it did with a post."""

from datetime import datetime

from attrs import frozen


@frozen
class Follow:
    """`follower_id` reads `followee_id`; while it is not accepted it is only a request."""

    id: int
    follower_id: int
    followee_id: int
    accepted: bool
    created_at: datetime


@frozen
class Block:
    """`blocker_id` wants neither to see `blocked_id` nor to be seen by them."""

    id: int
    blocker_id: int
    blocked_id: int
    created_at: datetime


@frozen
class Like:
    """An account likes a post."""

    id: int
    account_id: int
    post_id: int
    created_at: datetime
