"""Push subscriptions, kept."""

from collections.abc import Sequence

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, insert, select

from microblog.adapters.storage.sql.tables import push_subscriptions
from microblog.domain.model.push import PushSubscription
from microblog.ports.push_subscription_repository import PushSubscriptionRepository

_P = push_subscriptions.c
_GET = select(push_subscriptions).where(_P.id == bindparam("this", type_=BigInteger()))
_OF_GRANT = select(push_subscriptions).where(_P.grant_id == bindparam("grant", type_=BigInteger()))
_OF_ACCOUNT = (
    select(push_subscriptions).where(_P.account_id == bindparam("account", type_=BigInteger())).order_by(_P.id)
)
_ADD = insert(push_subscriptions)
_REMOVE = delete(push_subscriptions).where(_P.id == bindparam("this", type_=BigInteger()))
_REMOVE_OF_GRANT = delete(push_subscriptions).where(_P.grant_id == bindparam("grant", type_=BigInteger()))


@frozen
class SqlPushSubscriptionRepository(PushSubscriptionRepository):
    """Push subscriptions in a table."""

    _connection: Connection

    def save(self, subscription: PushSubscription) -> None:
        self._connection.execute(_REMOVE_OF_GRANT, {"grant": subscription.grant_id})
        self._connection.execute(_ADD, asdict(subscription, recurse=False))

    def get(self, subscription_id: int) -> PushSubscription | None:
        row = self._connection.execute(_GET, {"this": subscription_id}).first()
        return None if row is None else PushSubscription(*row)

    def of_grant(self, grant_id: int) -> PushSubscription | None:
        row = self._connection.execute(_OF_GRANT, {"grant": grant_id}).first()
        return None if row is None else PushSubscription(*row)

    def of_account(self, account_id: int) -> Sequence[PushSubscription]:
        return [PushSubscription(*row) for row in self._connection.execute(_OF_ACCOUNT, {"account": account_id})]

    def remove(self, subscription_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"this": subscription_id}).rowcount > 0
