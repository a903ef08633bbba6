"""What became of the mails."""

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, update

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import mail_deliveries
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.ports.mail_delivery_repository import MailDeliveryRepository

_THIS = mail_deliveries.c.key == bindparam("this_key")
_START = insert_or_skip(mail_deliveries)
_FINISH = update(mail_deliveries).where(_THIS)
_REMOVE = delete(mail_deliveries).where(_THIS)
_REMOVE_ALL = delete(mail_deliveries).where(mail_deliveries.c.account_id == bindparam("account"))


@frozen
class SqlMailDeliveryRepository(MailDeliveryRepository):
    """Mails in a table."""

    _connection: Connection

    def start(self, delivery: MailDelivery) -> bool:
        return self._connection.execute(_START, asdict(delivery)).rowcount > 0

    def finish(self, key: str, state: MailState) -> None:
        self._connection.execute(_FINISH, {"this_key": key, "state": state})

    def remove(self, key: str) -> None:
        self._connection.execute(_REMOVE, {"this_key": key})

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
