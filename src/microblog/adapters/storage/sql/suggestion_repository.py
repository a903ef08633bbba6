"""Whom people do not want to be suggested."""

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, func, or_, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import dismissals
from microblog.domain.model.relationships import DismissedSuggestion
from microblog.ports.suggestion_repository import SuggestionRepository

_D = dismissals.c
_ACCOUNT = bindparam("account", type_=BigInteger())
_ADD = insert_or_skip(dismissals)
_COUNT = select(func.count()).select_from(dismissals).where(_D.account_id == _ACCOUNT)
_REMOVE_ALL = delete(dismissals).where(or_(_D.account_id == _ACCOUNT, _D.target_id == _ACCOUNT))


@frozen
class SqlSuggestionRepository(SuggestionRepository):
    """Dismissed suggestions in a table."""

    _connection: Connection

    def dismiss(self, dismissed: DismissedSuggestion) -> bool:
        return self._connection.execute(_ADD, asdict(dismissed)).rowcount > 0

    def count(self, account_id: int) -> int:
        return self._connection.execute(_COUNT, {"account": account_id}).scalar_one()

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
