"""What those who run the server tell everybody, kept."""

from collections.abc import Sequence

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.announcement import (
    Announcement,
    AnnouncementReaction,
    DismissedAnnouncement,
    ReactionCount,
)
from microblog.ports.announcement_repository import AnnouncementRepository

_BESIDE = ("announcement_dismissals", "announcement_reactions")


@frozen
class MongoAnnouncementRepository(AnnouncementRepository):
    """Announcements in three collections."""

    _transaction: Transaction

    def save(self, announcement: Announcement) -> None:
        values = asdict(announcement)
        this, document = {"_id": announcement.id}, {"_id": values.pop("id"), **values}

        def save(commands: Commands) -> None:
            if not commands.update("announcements", this, {"$set": values}):  # how often it was locked stays
                commands.insert("announcements", [document])

        self._transaction.write(save)

    def lock(self, announcement_id: int) -> None:
        # How often it was locked before: another number, when this is done again, tells of somebody in between.
        self._transaction.write(lambda commands: commands.increment("announcements", announcement_id, "locks"))

    def get(self, announcement_id: int) -> Announcement | None:
        where = {"_id": announcement_id}
        found = self._transaction.read(lambda commands: commands.find_one("announcements", where))
        return None if found is None else announcement_of(found)

    def all(self) -> Sequence[Announcement]:
        found = self._transaction.read(lambda commands: commands.find("announcements", {}, order={"_id": -1}))
        return [announcement_of(each) for each in found]

    def remove(self, announcement_id: int) -> bool:
        def remove(commands: Commands) -> int:
            for collection in _BESIDE:
                commands.delete(collection, {"_id.announcement": announcement_id})
            return commands.delete("announcements", {"_id": announcement_id})

        return self._transaction.write(remove) > 0

    def dismiss(self, dismissed: DismissedAnnouncement) -> None:
        new = {"_id": {"announcement": dismissed.announcement_id, "account": dismissed.account_id}}
        self._transaction.write(lambda commands: commands.insert_or_skip("announcement_dismissals", new, new))

    def dismissed_by(self, account_id: int) -> Sequence[int]:
        where = {"_id.account": account_id}
        found = self._transaction.read(lambda commands: commands.find("announcement_dismissals", where))
        return [each["_id"]["announcement"] for each in found]

    def react(self, reaction: AnnouncementReaction) -> None:
        this = _this(reaction.announcement_id, reaction.account_id, reaction.name)
        new = {**this, "created_at": reaction.created_at}
        self._transaction.write(lambda commands: commands.insert_or_skip("announcement_reactions", this, new))

    def unreact(self, announcement_id: int, account_id: int, name: str) -> None:
        this = _this(announcement_id, account_id, name)
        self._transaction.write(lambda commands: commands.delete("announcement_reactions", this))

    def reactions(self, account_id: int) -> Sequence[ReactionCount]:
        is_own = {"$cond": [{"$eq": ["$_id.account", account_id]}, 1, 0]}
        about = {"announcement": "$_id.announcement", "name": "$_id.name"}
        stages: list[Document] = [{"$group": {"_id": about, "count": {"$sum": 1}, "own": {"$max": is_own}}}]
        found = self._transaction.read(lambda commands: commands.aggregate("announcement_reactions", stages))
        counts = [
            ReactionCount(each["_id"]["announcement"], each["_id"]["name"], each["count"], bool(each["own"]))
            for each in found
        ]
        return sorted(counts, key=lambda one: (one.announcement_id, one.name))

    def remove_all(self, account_id: int) -> None:
        def remove(commands: Commands) -> None:
            for collection in _BESIDE:
                commands.delete(collection, {"_id.account": account_id})

        self._transaction.write(remove)


def announcement_of(document: Document) -> Announcement:
    """The announcement in a document."""
    return Announcement(document["_id"], **{name: document[name] for name in Announcement.__match_args__[1:]})


def _this(announcement_id: int, account_id: int, name: str) -> Document:
    return {"_id": {"announcement": announcement_id, "account": account_id, "name": name}}
