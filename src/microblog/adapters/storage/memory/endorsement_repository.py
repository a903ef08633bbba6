"""Who recommends whom."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import Endorsement
from microblog.ports.endorsement_repository import EndorsementRepository


@frozen
class MemoryEndorsementRepository(EndorsementRepository):
    """Endorsements in a dictionary."""

    _tables: Tables

    def add(self, endorsement: Endorsement) -> bool:
        key = endorsement.account_id, endorsement.target_id
        if key in self._tables.endorsements:
            return False
        self._tables.endorsements[key] = endorsement
        return True

    def remove(self, account_id: int, target_id: int) -> bool:
        return self._tables.endorsements.pop((account_id, target_id), None) is not None

    def count(self, account_id: int) -> int:
        return sum(key[0] == account_id for key in self._tables.endorsements)

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.endorsements if account_id in key]:
            del self._tables.endorsements[key]
