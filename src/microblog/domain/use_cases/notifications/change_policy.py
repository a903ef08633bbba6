"""Say whose doings one wants to be told of."""

from attrs import frozen

from microblog.domain.model.notification_policy import NotificationPolicy, Reception
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadNotificationPolicy:
    """Read what one has said."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int) -> NotificationPolicy:
        """The policy, or the usual one."""
        with self.unit_of_work() as uow:
            return uow.notification_policies.get(account_id)


@frozen
class ChangeNotificationPolicy:
    """Say it. What was held back by then stays so, until it is answered."""

    unit_of_work: UnitOfWorkFactory

    def __call__(
        self,
        *,
        account_id: int,
        for_not_following: Reception | None = None,
        for_not_followers: Reception | None = None,
        for_new_accounts: Reception | None = None,
        for_private_mentions: Reception | None = None,
        for_limited_accounts: Reception | None = None,
    ) -> NotificationPolicy:
        """The policy as it is then. What is None stays as it is."""
        wanted = {
            "for_not_following": for_not_following,
            "for_not_followers": for_not_followers,
            "for_new_accounts": for_new_accounts,
            "for_private_mentions": for_private_mentions,
            "for_limited_accounts": for_limited_accounts,
        }
        said = {name: reception for name, reception in wanted.items() if reception is not None}
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            policy = uow.notification_policies.get(account_id).changed(said)
            uow.notification_policies.save(policy)
            uow.commit()
        return policy
