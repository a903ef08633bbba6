"""Which digests are decided, kept."""

from collections.abc import Sequence
from datetime import datetime

from attrs import asdict, fields, frozen
from sqlalchemy import BigInteger, Connection, Integer, bindparam, delete, exists, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import accounts, digests, users
from microblog.domain.model.account import AccountState
from microblog.domain.model.digest import Digest, DigestRhythm
from microblog.ports.digest_repository import DigestRepository

_D = digests.c
_OF_ACCOUNT = _D.account_id == bindparam("account", type_=BigInteger())
_DUE = (
    select(users.c.account_id)
    .join_from(users, accounts, accounts.c.id == users.c.account_id)
    .where(
        users.c.digest == bindparam("rhythm", type_=users.c.digest.type),
        users.c.account_id > bindparam("after", type_=BigInteger()),
        accounts.c.state == AccountState.ACTIVE,
        ~exists().where(_D.account_id == users.c.account_id, _D.period == bindparam("of", type_=BigInteger())),
    )
    .order_by(users.c.account_id)
    .limit(bindparam("limit", type_=Integer()))
)
_ADD = insert_or_skip(digests)
_LATEST = select(*(_D[field.name] for field in fields(Digest))).where(_OF_ACCOUNT).order_by(_D.up_to_id.desc()).limit(1)
_REMOVE_BEFORE = delete(digests).where(_D.created_at < bindparam("moment", type_=_D.created_at.type))
_REMOVE_ALL = delete(digests).where(_OF_ACCOUNT)


@frozen
class SqlDigestRepository(DigestRepository):
    """Digests in a table."""

    _connection: Connection

    def due(self, rhythm: DigestRhythm, period: int, *, after: int, limit: int) -> Sequence[int]:
        values = {"rhythm": rhythm, "of": period, "after": after, "limit": limit}
        return list(self._connection.execute(_DUE, values).scalars())

    def add(self, digest: Digest) -> bool:
        return self._connection.execute(_ADD, asdict(digest)).rowcount > 0

    def latest(self, account_id: int) -> Digest | None:
        row = self._connection.execute(_LATEST, {"account": account_id}).first()
        return None if row is None else Digest(*row)

    def remove_before(self, moment: datetime) -> int:
        return self._connection.execute(_REMOVE_BEFORE, {"moment": moment}).rowcount

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
