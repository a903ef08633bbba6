"""What became of the mails."""

from collections.abc import Collection, Mapping, Sequence

from attrs import asdict, fields, frozen
from sqlalchemy import Connection, bindparam, delete, func, select, update

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import mail_deliveries
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.ports.mail_delivery_repository import MailDeliveryRepository

_THIS = mail_deliveries.c.key == bindparam("this_key")
_START = insert_or_skip(mail_deliveries)
_FINISH = update(mail_deliveries).where(_THIS)
_IS_SENDING = mail_deliveries.c.state == MailState.SENDING
_ABANDON = update(mail_deliveries).where(_THIS, _IS_SENDING).values(state=MailState.UNKNOWN)
_REMOVE = delete(mail_deliveries).where(_THIS, _IS_SENDING)
_LATEST = (
    select(*(mail_deliveries.c[field.name] for field in fields(MailDelivery)))
    .where(mail_deliveries.c.state.in_(bindparam("states", expanding=True)))
    .order_by(mail_deliveries.c.created_at.desc(), mail_deliveries.c.key.desc())
    .limit(bindparam("limit"))
)
_COUNTS = select(mail_deliveries.c.state, func.count().label("n")).group_by(mail_deliveries.c.state)
_REMOVE_ALL = delete(mail_deliveries).where(mail_deliveries.c.account_id == bindparam("account"))


@frozen
class SqlMailDeliveryRepository(MailDeliveryRepository):
    """Mails in a table."""

    _connection: Connection

    def start(self, delivery: MailDelivery) -> bool:
        return self._connection.execute(_START, asdict(delivery)).rowcount > 0

    def finish(self, key: str, state: MailState) -> None:
        self._connection.execute(_FINISH, {"this_key": key, "state": state})

    def abandon(self, key: str) -> None:
        self._connection.execute(_ABANDON, {"this_key": key})

    def remove(self, key: str) -> None:
        self._connection.execute(_REMOVE, {"this_key": key})

    def latest(self, states: Collection[MailState], limit: int) -> Sequence[MailDelivery]:
        rows = self._connection.execute(_LATEST, {"states": list(states), "limit": limit})
        return [MailDelivery(*row) for row in rows]

    def counts(self) -> Mapping[MailState, int]:
        return {row.state: row.n for row in self._connection.execute(_COUNTS)}

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
