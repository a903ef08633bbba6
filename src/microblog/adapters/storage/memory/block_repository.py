"""Who blocks whom."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import Block
from microblog.ports.block_repository import BlockRepository


@frozen
class MemoryBlockRepository(BlockRepository):
    """Blocks in a dictionary."""

    _tables: Tables

    def add(self, block: Block) -> bool:
        key = block.blocker_id, block.blocked_id
        if key in self._tables.blocks:
            return False
        self._tables.blocks[key] = block
        return True

    def remove(self, blocker_id: int, blocked_id: int) -> bool:
        return self._tables.blocks.pop((blocker_id, blocked_id), None) is not None

    def between(self, first_id: int, second_id: int) -> bool:
        blocks = self._tables.blocks
        return (first_id, second_id) in blocks or (second_id, first_id) in blocks

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.blocks if account_id in key]:
            del self._tables.blocks[key]
