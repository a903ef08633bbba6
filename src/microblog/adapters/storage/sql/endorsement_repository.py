"""Who recommends whom."""

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, func, or_, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import endorsements
from microblog.domain.model.relationships import Endorsement
from microblog.ports.endorsement_repository import EndorsementRepository

_E = endorsements.c
_ACCOUNT = bindparam("account", type_=BigInteger())
_ADD = insert_or_skip(endorsements)
_REMOVE = delete(endorsements).where(_E.account_id == _ACCOUNT, _E.target_id == bindparam("target", type_=BigInteger()))
_COUNT = select(func.count()).select_from(endorsements).where(_E.account_id == _ACCOUNT)
_REMOVE_ALL = delete(endorsements).where(or_(_E.account_id == _ACCOUNT, _E.target_id == _ACCOUNT))


@frozen
class SqlEndorsementRepository(EndorsementRepository):
    """Endorsements in a table."""

    _connection: Connection

    def add(self, endorsement: Endorsement) -> bool:
        return self._connection.execute(_ADD, asdict(endorsement)).rowcount > 0

    def remove(self, account_id: int, target_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"account": account_id, "target": target_id}).rowcount > 0

    def count(self, account_id: int) -> int:
        return self._connection.execute(_COUNT, {"account": account_id}).scalar_one()

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
