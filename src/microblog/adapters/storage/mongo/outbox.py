"""The outbox: what happened, written with the change that made it happen."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from attrs import Factory, evolve, frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.paging import bounds, page_of
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.events import EVENTS, Event
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.task import Backlog, KeptTask, Task
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.outbox import Outbox


@frozen
class MongoOutbox(Outbox):
    """Tasks in a collection. `written` are those of this unit of work, to be nudged after the commit."""

    _transaction: Transaction
    _new_id: IdGenerator
    _clock: Clock
    _reactions_of: Callable[[Event], Sequence[str]]
    written: list[Task] = Factory(list)

    def add(self, event: Event) -> None:
        now = self._clock()
        new = [
            Task(self._new_id(), event, reaction, attempts=0, created_at=now, due_at=now)
            for reaction in self._reactions_of(event)
        ]
        if new:
            documents = [_document(task) for task in new]
            self._transaction.write(lambda commands: commands.insert("tasks", documents))
            self.written.extend(new)

    def claim(self, *, now: datetime, lease_until: datetime, limit: int) -> Sequence[Task]:
        return self._lease(_is_free(now), lease_until, limit)

    def claim_one(self, task_id: int, *, now: datetime, lease_until: datetime) -> Task | None:
        leased = self._lease({"_id": task_id, **_is_free(now)}, lease_until, 1)
        return leased[0] if leased else None

    def complete(self, task_id: int) -> bool:
        return self._transaction.write(lambda commands: commands.delete("tasks", {"_id": task_id})) > 0

    def postpone(self, task_id: int, due_at: datetime, error: str) -> None:
        self._note(task_id, due_at=due_at, last_error=error)

    def renew(self, task_id: int, lease_until: datetime) -> None:
        self._note(task_id, leased_until=lease_until)

    def put_back(self, task_id: int, due_at: datetime) -> None:
        change = {"$inc": {"attempts": -1}, "$set": {"leased_until": None, "due_at": due_at}}
        self._transaction.write(lambda commands: commands.update("tasks", {"_id": task_id}, change))

    def give_up(self, task_id: int, error: str) -> None:
        self._note(task_id, dead=True, last_error=error)

    def depth(self) -> tuple[int, int]:
        def count(commands: Commands) -> tuple[int, int]:
            return commands.count("tasks", {"dead": False}), commands.count("tasks", {"dead": True})

        return self._transaction.read(count)

    def backlog(self) -> Backlog:
        oldest = self._transaction.read(
            lambda commands: commands.aggregate(
                "tasks", [{"$match": {"dead": False}}, {"$group": {"_id": None, "at": {"$min": "$created_at"}}}]
            )
        )
        return Backlog(*self.depth(), oldest[0]["at"] if oldest else None)

    def get(self, task_id: int) -> KeptTask | None:
        found = self._transaction.read(lambda commands: commands.find_one("tasks", {"_id": task_id}))
        return None if found is None else _kept(found)

    def page(self, cursor: Cursor, *, dead: bool) -> Page[KeptTask]:
        above, highest = bounds(cursor)
        where = {"dead": dead, "_id": {"$gt": above, "$lte": highest}}
        order = {"_id": -1 if cursor.min_id is None else 1}
        found = self._transaction.read(
            lambda commands: commands.find("tasks", where, order=order, limit=cursor.limit + 1)
        )
        return page_of(found, cursor, _kept, "_id")

    def revive(self, task_id: int) -> bool:
        now = self._clock()

        def change(commands: Commands) -> Document | None:
            found = commands.find_one("tasks", {"_id": task_id, "dead": True})
            if found is not None:
                values = {"dead": False, "attempts": 0, "due_at": now, "leased_until": None}
                commands.update("tasks", {"_id": task_id, "dead": True}, {"$set": values})
            return found

        found = self._transaction.write(change)
        if found is None:
            return False
        task = self._read(found)  # one that still cannot be read is given up again
        if task is not None:
            self.written.append(evolve(task, attempts=0, due_at=now))
        return True

    def drop(self, task_id: int) -> bool:
        where = {"_id": task_id, "dead": True}
        return self._transaction.write(lambda commands: commands.delete("tasks", where)) > 0

    def _lease(self, where: Document, until: datetime, limit: int) -> Sequence[Task]:
        def lease(commands: Commands) -> list[Document]:
            # Of two who find the same, one gets past this update; the other looks again, and finds others.
            found = commands.find("tasks", where, order={"_id": 1}, limit=limit)
            change = {"$inc": {"attempts": 1}, "$set": {"leased_until": until}}
            commands.update("tasks", {"_id": {"$in": [task["_id"] for task in found]}}, change)
            return found

        found = self._transaction.write(lease)
        return [task for document in found if (task := self._read(document)) is not None]

    def _note(self, task_id: int, **values: Any) -> None:
        change = {"$set": {"leased_until": None, **values}}
        self._transaction.write(lambda commands: commands.update("tasks", {"_id": task_id}, change))

    def _read(self, document: Document) -> Task | None:
        """The task; None, and it is given up, if another version of this program wrote an event unknown here."""
        try:
            event = EVENTS[document["event"]](**document["payload"])
        except (KeyError, TypeError):
            self.give_up(document["_id"], f"the event {document['event']} cannot be read")
            return None
        return Task(
            id=document["_id"],
            event=event,
            reaction=document["reaction"],
            attempts=document["attempts"] + 1,
            created_at=document["created_at"],
            due_at=document["due_at"],
            last_error=document["last_error"],
        )


def _is_free(now: datetime) -> Document:
    free = [{"leased_until": None}, {"leased_until": {"$lte": now}}]
    return {"dead": False, "due_at": {"$lte": now}, "$or": free}


def _kept(document: Document) -> KeptTask:
    values = {name: value for name, value in document.items() if name != "_id"}
    return KeptTask(id=document["_id"], **values)


def _document(task: Task) -> Document:
    return {
        "_id": task.id,
        "event": type(task.event).__name__,
        "payload": task.event.payload(),
        "reaction": task.reaction,
        "attempts": task.attempts,
        "created_at": task.created_at,
        "due_at": task.due_at,
        "leased_until": None,
        "dead": task.dead,
        "last_error": task.last_error,
    }
