"""Hear no more of a conversation."""

from attrs import frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.post import Post
from microblog.domain.model.relationships import MAX_MUTED_THREADS, ThreadMute
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.posts.visible_post import visible_post
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class MuteThread:
    """Have no more notifications about a post and what else is in its conversation. Doing it twice changes nothing."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, account_id: int, post_id: int) -> Post:
        """The post. Raises NotFound or Gone if it cannot be seen, and ValidationError("post", "too_many") where a
        thousand conversations are muted already.
        """
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            post = visible_post(uow, account_id, post_id)
            if uow.thread_mutes.add(ThreadMute(account_id, post.thread_id, self.clock())):
                if uow.thread_mutes.count(account_id) > MAX_MUTED_THREADS:
                    raise ValidationError("post", "too_many", {"limit": MAX_MUTED_THREADS})
                uow.commit()
        return post


@frozen
class UnmuteThread:
    """Hear of it again."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, post_id: int) -> Post:
        """The post. Raises NotFound or Gone if it cannot be seen."""
        with self.unit_of_work() as uow:
            post = visible_post(uow, account_id, post_id)
            uow.thread_mutes.remove(account_id, post.thread_id)
            uow.commit()
        return post
