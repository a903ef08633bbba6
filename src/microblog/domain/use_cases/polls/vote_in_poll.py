"""Vote in a poll."""

from collections.abc import Collection

from attrs import frozen

from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.poll import Poll, PollVote
from microblog.domain.model.post import Post
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.posts.visible_post import visible_post
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

_FIELD = "choices"


@frozen
class VoteInPoll:
    """Vote in the poll of somebody else's post, once and for all.

    The author is locked as well, who may be exchanging the options just now.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, account_id: int, post_id: int, choices: Collection[int]) -> Post:
        """The post. `choices` are places of options, from 0 on.

        Raises NotFound or Gone if the post cannot be seen, NotFound if it has no poll, and ValidationError for
        `choices` (`required`, `no_option`, `only_one`, `own_poll`, `ended`, `voted`).
        """
        with self.unit_of_work() as uow:
            author_id = visible_post(uow, account_id, post_id).account_id
            locked_account(uow, account_id, author_id)
            post = visible_post(uow, account_id, post_id)
            if post.poll is None:
                raise NotFound
            if post.account_id == account_id:
                raise ValidationError(_FIELD, "own_poll")
            now = self.clock()
            if post.poll.has_ended(now):
                raise ValidationError(_FIELD, "ended")
            if not uow.polls.add(PollVote(self.new_id(), account_id, post.id, _checked(post.poll, choices), now)):
                raise ValidationError(_FIELD, "voted")
            uow.commit()
        return post


def _checked(poll: Poll, choices: Collection[int]) -> tuple[int, ...]:
    chosen = sorted(set(choices))
    if not chosen:
        raise ValidationError(_FIELD, "required")
    if not 0 <= chosen[0] <= chosen[-1] < len(poll.options):
        raise ValidationError(_FIELD, "no_option")
    if len(chosen) > 1 and not poll.multiple:
        raise ValidationError(_FIELD, "only_one")
    return tuple(chosen)
