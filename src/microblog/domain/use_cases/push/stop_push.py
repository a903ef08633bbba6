"""Have an app told nothing any more, on the person's word."""

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class StopPush:
    """Have an app told nothing at once any more, on no device. It can still ask by itself, and subscribe again."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, app_id: int) -> None:
        """Raises NotFound if it has not subscribed."""
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            grants = {grant.id for grant, app in uow.grants.of_account(account_id) if app.id == app_id}
            found = [one for one in uow.push_subscriptions.of_account(account_id) if one.grant_id in grants]
            if not found:
                raise NotFound
            for subscription in found:
                uow.push_subscriptions.remove(subscription.id)
            uow.commit()
