"""Follow somebody."""

from attrs import frozen

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotPermitted
from microblog.domain.model.events import AccountFollowed
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.relationships import Follow
from microblog.domain.use_cases.accounts.active_account import Target, active_account, locked_account
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

BACKFILL = 40  # posts that come onto the home timeline of a new follower: two pages


@frozen
class FollowAccount:
    """Follow an account, or ask to where followers are approved. Doing it twice changes nothing.

    Whoever is limited asks everybody: nobody is followed by them without having said so.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, follower_id: int, target: Target) -> tuple[Account, bool]:
        """The account, and whether it is followed now (False: it was asked).

        Raises NotFound or Gone, NotPermitted("own_account"), NotPermitted("blocked").
        """
        with self.unit_of_work() as uow:
            account = locked_account(uow, target, follower_id)
            follower = active_account(uow, follower_id)
            if account.id == follower_id:
                raise NotPermitted("own_account")
            if uow.blocks.between(follower_id, account.id):
                raise NotPermitted("blocked")
            is_asked = account.locked or follower.limited
            follow = Follow(self.new_id(), follower_id, account.id, not is_asked, self.clock())
            if uow.follows.add(follow):
                if follow.accepted:
                    uow.home_timelines.backfill(follower_id, account.id, BACKFILL)
                uow.outbox.add(AccountFollowed(follower_id, account.id))
            else:
                follow = uow.follows.get(follower_id, account.id) or follow
            uow.commit()
        return account, follow.accepted


@frozen
class UnfollowAccount:
    """Follow an account no longer, or take the request back. It comes off all lists, and is not recommended."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, follower_id: int, target: Target) -> Account:
        """The account. Raises NotFound or Gone."""
        with self.unit_of_work() as uow:
            account = locked_account(uow, target, follower_id)
            if uow.follows.remove(follower_id, account.id):
                uow.home_timelines.remove_author(follower_id, account.id)
                uow.lists.remove_from_all(follower_id, account.id)
                uow.endorsements.remove(follower_id, account.id)
                for kind in (NotificationKind.FOLLOW, NotificationKind.FOLLOW_REQUEST):
                    uow.notifications.remove(account.id, kind, follower_id, None)
            uow.commit()
        return account
