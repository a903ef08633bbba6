"""From the poll that somebody wants to ask to the one that a post has."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from attrs import evolve, frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.poll import LONGEST, MAX_OPTION_LENGTH, MAX_OPTIONS, MIN_OPTIONS, SHORTEST, Poll
from microblog.domain.model.post import Post
from microblog.domain.model.text import clean_line
from microblog.ports.grapheme_counter import GraphemeCounter
from microblog.ports.unit_of_work import UnitOfWork

_OPTIONS, _EXPIRES_IN = "poll_options", "poll_expires_in"
_MAX_SOURCE = 10 * MAX_OPTION_LENGTH  # code points, as what counts for one character may have several


@frozen
class WantedPoll:
    """A poll that a new or edited post shall have."""

    options: Sequence[str]
    expires_in: int | None  # seconds; None: as the post's poll does already
    multiple: bool = False
    hide_totals: bool = False

    def checked(self, count_graphemes: GraphemeCounter) -> "WantedPoll":
        """With its options as they are kept; empty ones are left out.

        Raises ValidationError for `poll_options` (also `too_few`, `too_many`, `twice`) and `poll_expires_in`.
        """
        lines = [clean_line(option, field=_OPTIONS, max_length=_MAX_SOURCE) for option in self.options]
        options = tuple(line for line in lines if line)
        if len(options) < MIN_OPTIONS:
            raise ValidationError(_OPTIONS, "too_few", {"limit": MIN_OPTIONS})
        if len(options) > MAX_OPTIONS:
            raise ValidationError(_OPTIONS, "too_many", {"limit": MAX_OPTIONS})
        for option in options:
            if (length := count_graphemes(option)) > MAX_OPTION_LENGTH:
                raise ValidationError(_OPTIONS, "too_long", {"limit": MAX_OPTION_LENGTH, "length": length})
        if len(set(options)) < len(options):
            raise ValidationError(_OPTIONS, "twice")
        if self.expires_in is not None and not SHORTEST <= self.expires_in <= LONGEST:
            raise ValidationError(_EXPIRES_IN, "out_of_range", {"lowest": SHORTEST, "highest": LONGEST})
        return evolve(self, options=options)

    def begun(self, now: datetime, before: Poll | None) -> Poll:
        """The poll; `before` is the one that the post had. Raises ValidationError if nothing says when it ends."""
        if self.expires_in is not None:
            ends_at = now + timedelta(seconds=self.expires_in)
        elif before is not None:
            ends_at = before.ends_at
        else:
            raise ValidationError(_EXPIRES_IN, "required")
        return Poll(tuple(self.options), self.multiple, self.hide_totals, ends_at)


def replace_poll(uow: UnitOfWork, post: Post, before: Poll | None) -> None:
    """The saved post has the poll that it has now and no longer that before.

    Votes count no longer where others were asked for: of other options, or of one in place of several.
    """
    now = post.poll
    if now == before:
        return
    if now is None or before is None or (now.options, now.multiple) != (before.options, before.multiple):
        uow.polls.begin_anew(post)
    if now is not None:
        uow.polls.open(post.id, now.ends_at)
