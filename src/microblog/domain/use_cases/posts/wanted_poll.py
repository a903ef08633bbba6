"""From the poll that somebody wants to ask to the one that a post has."""

from attrs import evolve

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.poll import (
    LONGEST,
    MAX_OPTION_LENGTH,
    MAX_OPTIONS,
    MIN_OPTIONS,
    SHORTEST,
    Poll,
    WantedPoll,
)
from microblog.domain.model.post import Post
from microblog.domain.model.text import clean_line
from microblog.ports.grapheme_counter import GraphemeCounter
from microblog.ports.unit_of_work import UnitOfWork

_OPTIONS, _EXPIRES_IN = "poll_options", "poll_expires_in"
_MAX_SOURCE = 10 * MAX_OPTION_LENGTH  # code points, as what counts for one character may have several


def checked_poll(poll: WantedPoll, count_graphemes: GraphemeCounter) -> WantedPoll:
    """With its options as they are kept; empty ones are left out.

    Raises ValidationError for `poll_options` (also `too_few`, `too_many`, `twice`) and `poll_expires_in`.
    """
    poll = unfinished_poll(poll)
    if len(poll.options) < MIN_OPTIONS:
        raise ValidationError(_OPTIONS, "too_few", {"limit": MIN_OPTIONS})
    for option in poll.options:
        if (length := count_graphemes(option)) > MAX_OPTION_LENGTH:
            raise ValidationError(_OPTIONS, "too_long", {"limit": MAX_OPTION_LENGTH, "length": length})
    if len(set(poll.options)) < len(poll.options):
        raise ValidationError(_OPTIONS, "twice")
    return poll


def unfinished_poll(poll: WantedPoll) -> WantedPoll:
    """The same for a draft, whose poll may lack options, and have some that are too long or the same.

    Raises ValidationError for `poll_options` and `poll_expires_in`.
    """
    lines = [clean_line(option, field=_OPTIONS, max_length=_MAX_SOURCE) for option in poll.options]
    options = tuple(line for line in lines if line)
    if len(options) > MAX_OPTIONS:
        raise ValidationError(_OPTIONS, "too_many", {"limit": MAX_OPTIONS})
    if poll.expires_in is not None and not SHORTEST <= poll.expires_in <= LONGEST:
        raise ValidationError(_EXPIRES_IN, "out_of_range", {"lowest": SHORTEST, "highest": LONGEST})
    return evolve(poll, options=options)


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
