"""Tell people that a poll has ended."""

from typing import ClassVar

from attrs import evolve, frozen

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.events import PollEnded
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.post import Post
from microblog.domain.model.task import Task, Urgency
from microblog.domain.model.visibility import can_see
from microblog.domain.use_cases.notifications.may_notify import may_notify
from microblog.domain.use_cases.notifications.tell import tell
from microblog.domain.use_cases.posts.visible_post import relation_of
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

BATCH = 50


@frozen
class NotifyPollEnded(Reaction):
    """Notify the author of a poll and all who voted and may see it still, once for each post.

    The voters go in batches, each by an event of its own: so nobody waits long, and what was cut off goes on where it
    was. Nobody is told of a poll that goes on, as its author wanted it meanwhile: its end is still to come.
    """

    name: ClassVar[str] = "notify_poll_ended"
    urgency: ClassVar[Urgency] = Urgency.URGENT

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, PollEnded)
        with self.unit_of_work() as uow:
            post = uow.posts.get(event.post_id)
            author = uow.accounts.get(post.account_id) if post is not None else None
            poll = post.poll if post is not None else None
            if post is not None and author is not None and poll is not None and poll.has_ended(self.clock()):
                self._notify(uow, event, post, author)
            if uow.outbox.complete(task.id):
                uow.commit()

    def _notify(self, uow: UnitOfWork, event: PollEnded, post: Post, author: Account) -> None:
        is_told = author.domain is None and author.state is AccountState.ACTIVE
        if is_told and not event.after_vote_id:
            self._tell(uow, author.id, post)
        votes = uow.polls.of_post(post.id, event.after_vote_id, BATCH)
        for vote in votes:
            relation = relation_of(uow, vote.account_id, author.id)
            if can_see(vote.account_id, post, author.state, relation) and may_notify(uow, vote.account_id, author):
                self._tell(uow, vote.account_id, post)
        if len(votes) == BATCH:
            uow.outbox.add(evolve(event, after_vote_id=votes[-1].id))

    def _tell(self, uow: UnitOfWork, account_id: int, post: Post) -> None:
        tell(
            uow,
            Notification(
                id=self.new_id(),
                account_id=account_id,
                kind=NotificationKind.POLL,
                sender_id=post.account_id,
                post_id=post.id,
                created_at=self.clock(),
            ),
        )
