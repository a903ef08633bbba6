"""Block somebody."""

from attrs import frozen

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotPermitted
from microblog.domain.model.relationships import Block
from microblog.domain.use_cases.accounts.active_account import Target, active_account, locked_account
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class BlockAccount:
    """Neither see an account nor be seen by it. Follows in both directions end."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, blocker_id: int, target: Target) -> Account:
        """The account. Raises NotFound or Gone, NotPermitted("own_account")."""
        with self.unit_of_work() as uow:
            account = locked_account(uow, target, blocker_id)
            active_account(uow, blocker_id)
            if account.id == blocker_id:
                raise NotPermitted("own_account")
            uow.blocks.add(Block(self.new_id(), blocker_id, account.id, self.clock()))
            for one, other in ((blocker_id, account.id), (account.id, blocker_id)):
                uow.follows.remove(one, other)
                uow.home_timelines.remove_author(one, other)
                uow.lists.remove_from_all(one, other)
                uow.endorsements.remove(one, other)
                uow.notifications.remove_between(one, other)
                uow.notification_requests.remove(one, other)
            uow.commit()
        return account


@frozen
class UnblockAccount:
    """Take a block back. Follows that it ended do not come back."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, blocker_id: int, target: Target) -> Account:
        """The account. Raises NotFound or Gone."""
        with self.unit_of_work() as uow:
            account = active_account(uow, target)
            uow.blocks.remove(blocker_id, account.id)
            uow.commit()
        return account
