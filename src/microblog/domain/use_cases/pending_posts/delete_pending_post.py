"""Throw a scheduled post or a draft away."""

from attrs import frozen

from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.pending_posts.own_pending_post import own_pending_post, own_scheduled_post
from microblog.domain.use_cases.pending_posts.pending_post_writer import release
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class DeletePendingPost:
    """Do not publish it. Its pictures may be used for something else for a day."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, account_id: int, pending_id: int, only_scheduled: bool = False) -> None:
        """Raises NotFound if it is not one's own or is out; with `only_scheduled` for a draft as well."""
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            find = own_scheduled_post if only_scheduled else own_pending_post
            pending = find(uow, account_id, pending_id)
            uow.pending_posts.remove(pending.id)
            release(uow, pending, self.clock)
            uow.commit()
