"""Notification policies, for reading and writing."""

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, select, update

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import notification_policies
from microblog.domain.model.notification_policy import NotificationPolicy
from microblog.ports.notification_policy_repository import NotificationPolicyRepository

_IS_THEIRS = notification_policies.c.account_id == bindparam("account", type_=BigInteger())
_ADD = insert_or_skip(notification_policies)
_SAVE = update(notification_policies).where(_IS_THEIRS)
_GET = select(notification_policies).where(_IS_THEIRS)
_REMOVE = delete(notification_policies).where(_IS_THEIRS)


@frozen
class SqlNotificationPolicyRepository(NotificationPolicyRepository):
    """Policies in a table, which has a row for those alone who have said something."""

    _connection: Connection

    def get(self, account_id: int) -> NotificationPolicy:
        row = self._connection.execute(_GET, {"account": account_id}).first()
        return NotificationPolicy(account_id) if row is None else NotificationPolicy(*row)

    def save(self, policy: NotificationPolicy) -> None:
        values = asdict(policy)
        if not self._connection.execute(_ADD, values).rowcount:
            self._connection.execute(_SAVE, {**values, "account": policy.account_id})

    def remove(self, account_id: int) -> None:
        self._connection.execute(_REMOVE, {"account": account_id})
