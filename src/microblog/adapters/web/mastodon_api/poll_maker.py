"""From what the core shows of a poll to its entity."""

from msgspec.structs import replace

from microblog.adapters.web.mastodon_api.entities.formats import timestamp
from microblog.adapters.web.mastodon_api.entities.poll import Poll, PollOption
from microblog.domain.model.views import PollView, PostView


def made_poll(post: PostView, poll: PollView, *, signed_in: bool, own: bool, ended: bool) -> Poll:
    """The poll of a post as the viewer sees it, whose own post it may be."""
    shows_totals = ended or not poll.hide_totals
    made = Poll(
        id=str(post.id),
        expires_at=timestamp(poll.ends_at),
        expired=ended,
        multiple=poll.multiple,
        votes_count=sum(poll.votes),
        voters_count=poll.voters_count if poll.multiple else None,
        options=[
            PollOption(title, votes if shows_totals else None)
            for title, votes in zip(poll.options, poll.votes, strict=True)
        ],
        emojis=[],
    )
    if not signed_in:
        return made
    # Apps show authors the results and no form, as Mastodon says of them that they have voted.
    return replace(made, voted=own or poll.choices is not None, own_votes=list(poll.choices or ()))
