"""Have somebody follow one no longer."""

from attrs import frozen

from microblog.domain.model.account import Account
from microblog.domain.model.notification import NotificationKind
from microblog.domain.use_cases.accounts.active_account import Target, locked_account
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class RemoveFollower:
    """End somebody's follow, or turn their request down, without blocking them: they may follow again."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, target: Target) -> Account:
        """Who does not follow. Raises NotFound or Gone."""
        with self.unit_of_work() as uow:
            follower = locked_account(uow, target, account_id)
            if uow.follows.remove(follower.id, account_id):
                uow.home_timelines.remove_author(follower.id, account_id)
                uow.lists.remove_from_all(follower.id, account_id)
                uow.endorsements.remove(follower.id, account_id)
                for kind in (NotificationKind.FOLLOW, NotificationKind.FOLLOW_REQUEST):
                    uow.notifications.remove(account_id, kind, follower.id, None)
            uow.commit()
        return follower
