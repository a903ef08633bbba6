"""Who blocks whom."""

from attrs import asdict, frozen
from sqlalchemy import Connection, and_, bindparam, delete, exists, or_, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import blocks
from microblog.domain.model.relationships import Block
from microblog.ports.block_repository import BlockRepository

_FIRST = bindparam("first", type_=blocks.c.id.type)
_SECOND = bindparam("second", type_=blocks.c.id.type)
_ADD = insert_or_skip(blocks)
_REMOVE = delete(blocks).where(blocks.c.blocker_id == _FIRST, blocks.c.blocked_id == _SECOND)
_BETWEEN = select(
    or_(
        exists().where(and_(blocks.c.blocker_id == _FIRST, blocks.c.blocked_id == _SECOND)),
        exists().where(and_(blocks.c.blocker_id == _SECOND, blocks.c.blocked_id == _FIRST)),
    )
)
_REMOVE_ALL = delete(blocks).where(or_(blocks.c.blocker_id == _FIRST, blocks.c.blocked_id == _FIRST))


@frozen
class SqlBlockRepository(BlockRepository):
    """Blocks in a table."""

    _connection: Connection

    def add(self, block: Block) -> bool:
        return self._connection.execute(_ADD, asdict(block)).rowcount > 0

    def remove(self, blocker_id: int, blocked_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"first": blocker_id, "second": blocked_id}).rowcount > 0

    def between(self, first_id: int, second_id: int) -> bool:
        return bool(self._connection.execute(_BETWEEN, {"first": first_id, "second": second_id}).scalar())

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"first": account_id})
