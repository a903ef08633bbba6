"""Have an app told at once what one is told, or no longer."""

from collections.abc import Collection

from attrs import evolve, frozen

from microblog.domain.model.app import Grant
from microblog.domain.model.errors import AuthenticationRequired, NotFound
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.push import (
    MAX_SUBSCRIPTIONS,
    PushPolicy,
    PushSubscription,
    push_endpoint,
    push_public_key,
    push_secret,
)
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class SubscribeToPush:
    """Have the app that holds a grant told. What it wanted before is replaced.

    Beyond MAX_SUBSCRIPTIONS those of the person that were made first go: who logs in anew leaves some behind.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(
        self,
        *,
        grant: Grant,
        account_id: int,
        endpoint: str,
        public_key: str,
        auth_secret: str,
        standard: bool,
        kinds: Collection[NotificationKind],
        policy: PushPolicy,
    ) -> PushSubscription:
        """The new subscription. Raises ValidationError for `endpoint`, `p256dh` and `auth`.

        Raises AuthenticationRequired if the grant was revoked meanwhile.
        """
        new = PushSubscription(
            id=self.new_id(),
            grant_id=grant.id,
            account_id=account_id,
            endpoint=push_endpoint(endpoint),
            public_key=push_public_key(public_key),
            auth_secret=push_secret(auth_secret),
            standard=standard,
            kinds=_in_order(kinds),
            policy=policy,
            created_at=self.clock(),
        )
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)  # so that the grant is not revoked in between
            if uow.grants.get(grant.id) is None:
                raise AuthenticationRequired
            uow.push_subscriptions.save(new)
            for former in uow.push_subscriptions.of_account(account_id)[:-MAX_SUBSCRIPTIONS]:
                uow.push_subscriptions.remove(former.id)
            uow.commit()
        return new


@frozen
class ReadPushSubscription:
    """Read what the app that holds a grant is told."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, grant: Grant) -> PushSubscription:
        """Raises NotFound if it has not subscribed."""
        with self.unit_of_work() as uow:
            found = uow.push_subscriptions.of_grant(grant.id)
        if found is None:
            raise NotFound
        return found


@frozen
class ChangePushSubscription:
    """Have the app that holds a grant told of other things, at the same place."""

    unit_of_work: UnitOfWorkFactory

    def __call__(
        self, *, grant: Grant, account_id: int, kinds: Collection[NotificationKind] | None, policy: PushPolicy | None
    ) -> PushSubscription:
        """What is None stays as it is. Raises NotFound if it has not subscribed."""
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            former = uow.push_subscriptions.of_grant(grant.id)
            if former is None:
                raise NotFound
            changed = evolve(
                former,
                kinds=former.kinds if kinds is None else _in_order(kinds),
                policy=former.policy if policy is None else policy,
            )
            uow.push_subscriptions.save(changed)
            uow.commit()
        return changed


@frozen
class UnsubscribeFromPush:
    """Have the app that holds a grant told nothing any more."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, grant: Grant, account_id: int) -> None:
        """Nothing happens if it has not subscribed."""
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            found = uow.push_subscriptions.of_grant(grant.id)
            if found is not None:
                uow.push_subscriptions.remove(found.id)
                uow.commit()


def _in_order(kinds: Collection[NotificationKind]) -> tuple[NotificationKind, ...]:
    """Each once, in the order of their definition."""
    return tuple(kind for kind in NotificationKind if kind in kinds)
