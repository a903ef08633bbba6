"""The votes in polls, for writing."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.post_repository import no_votes
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.poll import PollVote
from microblog.domain.model.post import Post
from microblog.ports.poll_repository import PollRepository


@frozen
class MongoPollRepository(PollRepository):
    """Votes in a collection, counted at the post."""

    _transaction: Transaction

    def open(self, post_id: int, ends_at: datetime) -> None:
        document = {"_id": post_id, "ends_at": ends_at}
        self._transaction.write(lambda commands: commands.replace("open_polls", document))

    def ended(self, now: datetime, limit: int) -> Sequence[int]:
        where, order = {"ends_at": {"$lte": now}}, {"ends_at": 1}
        found = self._transaction.read(lambda commands: commands.find("open_polls", where, order=order, limit=limit))
        return [document["_id"] for document in found]

    def close(self, post_id: int, now: datetime) -> bool:
        where = {"_id": post_id, "ends_at": {"$lte": now}}
        return self._transaction.write(lambda commands: commands.delete("open_polls", where)) > 0

    def add(self, vote: PollVote) -> bool:
        this = _this(vote.account_id, vote.post_id)
        new = {**this, "id": vote.id, "choices": list(vote.choices), "created_at": vote.created_at}
        if not self._transaction.write(lambda commands: commands.insert_or_skip("poll_votes", this, new)):
            return False
        self._transaction.write(lambda commands: _count(commands, new, 1))
        return True

    def get(self, account_id: int, post_id: int) -> PollVote | None:
        this = _this(account_id, post_id)
        found = self._transaction.read(lambda commands: commands.find_one("poll_votes", this))
        return None if found is None else _vote_of(found)

    def of_post(self, post_id: int, after_id: int, limit: int) -> Sequence[PollVote]:
        where = {"_id.post": post_id, "id": {"$gt": after_id}}
        index = {"_id.post": 1, "id": 1}
        found = self._transaction.read(
            lambda commands: commands.find("poll_votes", where, order=index, index=index, limit=limit)
        )
        return [_vote_of(document) for document in found]

    def begin_anew(self, post: Post) -> None:
        def begin(commands: Commands) -> None:
            commands.delete("open_polls", {"_id": post.id})
            commands.update("posts", {"_id": post.id}, {"$set": no_votes(post.poll)})
            commands.delete("poll_votes", {"_id.post": post.id})

        self._transaction.write(begin)

    def remove_some(self, account_id: int, limit: int) -> int:
        def remove(commands: Commands) -> int:
            votes = commands.find("poll_votes", keyed_by("account", account_id, "post"), limit=limit)
            for vote in votes:
                _count(commands, vote, -1)
                commands.delete("poll_votes", {"_id": vote["_id"]})
            return len(votes)

        return self._transaction.write(remove)


def _this(account_id: int, post_id: int) -> Document:
    return {"_id": {"account": account_id, "post": post_id}}


def _vote_of(document: Document) -> PollVote:
    key = document["_id"]
    return PollVote(document["id"], key["account"], key["post"], tuple(document["choices"]), document["created_at"])


def _count(commands: Commands, vote: Document, by: int) -> None:
    """One voter, and one vote for each choice."""
    places = (0, *(1 + choice for choice in vote["choices"]))
    change = {"$inc": {f"poll_counts.{place}": by for place in places}}
    commands.update("posts", {"_id": vote["_id"]["post"]}, change)
