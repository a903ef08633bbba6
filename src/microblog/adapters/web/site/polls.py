"""Voting in polls."""

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.next_page import next_page
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.polls.vote_in_poll import VoteInPoll

_FLASHES = {"required": "vote_lacks", "ended": "poll_ended", "voted": "voted_before"}


@frozen
class PollViews:
    """What can be done with the poll of a post."""

    pages: Pages
    vote_in_poll: VoteInPoll

    def vote(self, request: Request) -> Response:
        """Vote."""
        chosen = request.form.getlist("choices")
        if not all(text in ("0", "1", "2", "3") for text in chosen):
            raise BadRequest("bad_form")
        flash = "voted"
        try:
            self.vote_in_poll(
                account_id=signed_in(request).account_id,
                post_id=request.path_id("post_id"),
                choices=[int(text) for text in chosen],
            )
        except ValidationError as error:
            if error.code not in _FLASHES:
                raise
            flash = _FLASHES[error.code]
        page = f"/@{request.path_text('username')}/{request.path_id('post_id')}"
        return self.pages.go(next_page(request.form.get("next"), page), flash)
