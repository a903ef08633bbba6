"""Conversations: what people write to each other alone."""

from attrs import frozen


@frozen
class Conversation:
    """A thread in which something is for the mentioned alone, as one of those has it: (account, thread) is unique.

    `post_id` is the last of those posts that the account wrote or is mentioned in.
    """

    account_id: int
    thread_id: int
    post_id: int
    unread: bool
