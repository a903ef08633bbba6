"""Decide who may follow."""

from attrs import frozen

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotFound
from microblog.domain.model.events import AccountFollowed
from microblog.domain.model.notification import NotificationKind
from microblog.domain.use_cases.accounts.active_account import Target, locked_account
from microblog.domain.use_cases.follows.follow_account import BACKFILL
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ApproveFollower:
    """Let somebody follow who asked to. The notification of the request becomes one of the follow."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, target: Target) -> Account:
        """Who follows now. Raises NotFound if they did not ask, Gone if they were deleted."""
        with self.unit_of_work() as uow:
            follower = locked_account(uow, target, account_id)
            if not uow.follows.accept(follower.id, account_id):
                raise NotFound
            uow.home_timelines.backfill(follower.id, account_id, BACKFILL)
            uow.notifications.remove(account_id, NotificationKind.FOLLOW_REQUEST, follower.id, None)
            uow.outbox.add(AccountFollowed(follower.id, account_id))
            uow.commit()
        return follower


@frozen
class RejectFollower:
    """Turn a request down."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, target: Target) -> Account:
        """Who asked. Raises NotFound if they did not, Gone if they were deleted."""
        with self.unit_of_work() as uow:
            follower = locked_account(uow, target, account_id)
            request = uow.follows.get(follower.id, account_id)
            if request is None or request.accepted:
                raise NotFound
            uow.follows.remove(follower.id, account_id)
            uow.notifications.remove(account_id, NotificationKind.FOLLOW_REQUEST, follower.id, None)
            uow.commit()
        return follower
