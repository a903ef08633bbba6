"""Whose doings a person wants to be told of, and whose only if they let them in."""

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from typing import Any

from attrs import evolve, frozen

from microblog.domain.model.notification import NotificationKind

NEW_FOR = timedelta(days=30)
"""How long an account is a new one."""

REFUSABLE_KINDS = frozenset(
    {
        NotificationKind.MENTION,
        NotificationKind.FOLLOW,
        NotificationKind.FOLLOW_REQUEST,
        NotificationKind.LIKE,
        NotificationKind.BOOST,
    }
)
"""What strangers can cause. Of one's own polls and of what is a moderator's to do one is told in any case."""


class Reception(Enum):
    """What becomes of a notification."""

    ACCEPT = "accept"
    FILTER = "filter"
    """It is held back until its sender is let in."""
    DROP = "drop"
    """There is none."""


@frozen
class Sender:
    """What matters of somebody whom a person does not follow and has not let in."""

    is_follower: bool
    is_new: bool
    is_limited: bool
    """By moderators."""
    writes_unasked: bool
    """For the mentioned alone, where the person has not mentioned them before."""


@frozen
class NotificationPolicy:
    """What becomes of notifications by those whom a person does not follow and has not let in.

    Where more than one of these is true of a sender the strictest counts.
    """

    account_id: int
    for_not_following: Reception = Reception.ACCEPT
    """All of them."""
    for_not_followers: Reception = Reception.ACCEPT
    """Who does not follow the person."""
    for_new_accounts: Reception = Reception.ACCEPT
    """Who has been here for less than NEW_FOR."""
    for_private_mentions: Reception = Reception.ACCEPT
    """Who writes to the person alone, and not in answer."""
    for_limited_accounts: Reception = Reception.FILTER
    """Whom moderators have limited."""

    def changed(self, receptions: Mapping[str, Reception]) -> "NotificationPolicy":
        """With other receptions, by the names of the fields."""
        values: dict[str, Any] = dict(receptions)
        return evolve(self, **values)

    def reception_of(self, sender: Sender) -> Reception:
        """What becomes of what this one does."""
        said = {self.for_not_following}
        if not sender.is_follower:
            said.add(self.for_not_followers)
        if sender.is_new:
            said.add(self.for_new_accounts)
        if sender.writes_unasked:
            said.add(self.for_private_mentions)
        if sender.is_limited:
            said.add(self.for_limited_accounts)
        return next((each for each in (Reception.DROP, Reception.FILTER) if each in said), Reception.ACCEPT)
