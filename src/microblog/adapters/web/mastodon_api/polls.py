"""Polls: https://docs.joinmastodon.org/methods/polls/."""

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.poll_maker import made_poll
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.model.errors import NotFound
from microblog.domain.model.poll import WantedPoll
from microblog.domain.use_cases.polls.vote_in_poll import VoteInPoll
from microblog.domain.use_cases.posts.read_post import ReadPost
from microblog.ports.clock import Clock


class NewPoll(Struct, frozen=True):
    """What a status asks."""

    options: list[str]
    expires_in: int
    """Seconds."""
    multiple: bool = False
    hide_totals: bool = False

    @property
    def wanted(self) -> WantedPoll:
        """As the core wants it."""
        return WantedPoll(tuple(self.options), self.expires_in, self.multiple, self.hide_totals)


class Vote(Struct, frozen=True):
    """Places of options, from 0 on."""

    choices: list[int]


@frozen
class PollEndpoints:
    """What is done with the poll of a status, whose id it has."""

    clock: Clock
    read_post: ReadPost
    vote_in_poll: VoteInPoll

    def show(self, request: Request) -> Response:
        """Read a poll."""
        return self._shown(request, request.path_id("id"))

    def vote(self, request: Request) -> Response:
        """Vote, which cannot be taken back."""
        me, choices = signed_in(request).account_id, read(request, Vote).choices
        post = self.vote_in_poll(account_id=me, post_id=request.path_id("id"), choices=choices)
        return self._shown(request, post.id)

    def _shown(self, request: Request, post_id: int) -> Response:
        viewer = viewer_id(request)
        post = self.read_post(viewer_id=viewer, post_id=post_id)
        if post.poll is None:
            raise NotFound
        ended, own = post.poll.has_ended(self.clock()), viewer == post.author.id
        return answer(made_poll(post, post.poll, signed_in=viewer is not None, own=own, ended=ended))
