"""Everything, read out and taken in."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from attrs import frozen

from microblog.adapters.storage.mongo.archive_documents import DOCUMENTS, Documents
from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.counters import recount
from microblog.adapters.storage.mongo.documents import INTAKES, Document
from microblog.adapters.storage.mongo.errors import DuplicateKey
from microblog.adapters.storage.mongo.transaction import ABANDONED_SECONDS, Transaction
from microblog.domain.model.archive import KINDS, Kind, Tally
from microblog.ports.archive import Archive, ArchiveRefused, Intake, Snapshot, not_held

_BATCH = 1000
_THIS = {"_id": "intake"}
_BY_KEY = {"_id": 1}


@frozen
class MongoSnapshot(Snapshot):
    """What a session sees that reads as of the time of its first reading.

    The server keeps that state for `minSnapshotHistoryWindowInSeconds`, 300 by default; whoever reads on after that is
    told StorageUnavailable, with the name of that parameter.
    """

    _commands: Commands

    def count(self, kind: Kind) -> int:
        return self._commands.count(DOCUMENTS[kind].collection, DOCUMENTS[kind].where)

    def batches(self, kind: Kind) -> Iterator[Sequence[Any]]:
        documents = DOCUMENTS[kind]
        found = self._find(documents, documents.where)
        while found:
            yield [documents.record_of(each) for each in self._with_partners(documents, found)]
            found = self._find(documents, {**documents.where, "_id": {"$gt": found[-1]["_id"]}})

    def _find(self, documents: Documents, where: Mapping[str, Any]) -> list[Document]:
        return self._commands.find(documents.collection, where, order=_BY_KEY, index=_BY_KEY, limit=_BATCH)

    def _with_partners(self, documents: Documents, found: list[Document]) -> list[Document]:
        if documents.only_with is None:
            return found
        name, collection = documents.only_with
        named = {each["_id"][name] for each in found}
        there = set(self._commands.ids(collection, {"_id": {"$in": sorted(named)}}))
        return [each for each in found if each["_id"][name] in there]


@frozen
class MongoArchive(Archive):
    """All collections of a database."""

    database: Database

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        with self.database.read() as commands:
            yield MongoSnapshot(commands)

    def held(self) -> Sequence[Kind]:
        with self.database.read() as commands:
            return [kind for kind in KINDS if commands.find(DOCUMENTS[kind].collection, DOCUMENTS[kind].where, limit=1)]

    def intake(self) -> Intake | None:
        with self.database.read() as commands:
            found = commands.find_one(INTAKES, _THIS)
        if found is None:
            return None
        tallies = {name: Tally(count, int(digest, 16)) for name, (count, digest) in found["tallies"].items()}
        return Intake(found["origin"], tallies)

    def begin(self, origin: str) -> None:
        new = {"origin": origin, "records": 0, "tallies": {}}
        with self._write() as transaction:
            transaction.write(lambda commands: commands.insert_or_skip(INTAKES, _THIS, new))
            transaction.commit()

    def take_in(self, kind: Kind, records: Sequence[Any], before: Intake, after: Intake) -> None:
        documents = DOCUMENTS[kind]
        new = [documents.document_of(record) for record in records]
        tallies = {name: [tally.count, tally.digest] for name, tally in after.tallies.items()}
        where = {**_THIS, "records": _number(before)}
        change = {"$set": {"records": _number(after), "tallies": tallies}}
        with self._write() as transaction:
            if not transaction.write(lambda commands: commands.update(INTAKES, where, change)):
                raise ArchiveRefused("Somebody else is filling this database: let one of you end.")
            with _refusals(kind):
                transaction.write(lambda commands: commands.insert(documents.collection, new))
            transaction.commit()

    def finish(self) -> None:
        recount(self.database)
        with self._write() as transaction:
            transaction.write(lambda commands: commands.delete(INTAKES, _THIS))
            transaction.commit()

    def _write(self) -> AbstractContextManager[Transaction]:
        # The one that was at it before may have been killed anywhere.
        return self.database.write(seconds=ABANDONED_SECONDS)


@contextmanager
def _refusals(kind: Kind) -> Iterator[None]:
    from microblog.adapters.storage.mongo.driver import REFUSALS

    try:
        yield
    except (DuplicateKey, *REFUSALS) as error:
        raise not_held(kind, error) from None


def _number(intake: Intake) -> int:
    return sum(tally.count for tally in intake.tallies.values())
