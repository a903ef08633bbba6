"""Polls: answers to choose from, which a post offers for a time."""

from datetime import datetime, timedelta

from attrs import frozen

from microblog.domain.model.errors import ValidationError

MIN_OPTIONS, MAX_OPTIONS = 2, 4
MAX_OPTION_LENGTH = 50  # characters as people count them
SHORTEST, LONGEST = 5 * 60, 31 * 24 * 60 * 60  # seconds that a poll lasts


@frozen
class Poll:
    """What a post asks. Whoever votes chooses one option, or several where there is `multiple`.

    With `hide_totals` nobody learns before the end how many votes each option has.
    """

    options: tuple[str, ...]
    multiple: bool
    hide_totals: bool
    ends_at: datetime

    def has_ended(self, now: datetime) -> bool:
        """Whether it is too late to vote."""
        return self.ends_at <= now


@frozen
class WantedPoll:
    """A poll that a new or edited post shall have, for so many seconds from when it is published or edited."""

    options: tuple[str, ...]
    expires_in: int | None  # None: as long as the post's poll does already
    multiple: bool = False
    hide_totals: bool = False

    def begun(self, now: datetime, before: Poll | None) -> Poll:
        """The poll; `before` is the one that the post had. Raises ValidationError if nothing says when it ends."""
        if self.expires_in is not None:
            ends_at = now + timedelta(seconds=self.expires_in)
        elif before is not None:
            ends_at = before.ends_at
        else:
            raise ValidationError("poll_expires_in", "required")
        return Poll(self.options, self.multiple, self.hide_totals, ends_at)


@frozen
class PollVote:
    """What an account chose in the poll of a post: the options' places, from 0 on, in ascending order."""

    id: int
    account_id: int
    post_id: int
    choices: tuple[int, ...]
    created_at: datetime


@frozen
class OpenPoll:
    """The poll of a post whose end nobody was told of yet."""

    post_id: int
    ends_at: datetime
