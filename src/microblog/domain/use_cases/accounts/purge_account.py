"""Remove what a deleted account leaves behind."""

from typing import ClassVar

from attrs import frozen

from microblog.domain.model.account import AccountState
from microblog.domain.model.events import AccountDeleted
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.media_files import remove_with_files
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.media_store import MediaStore
from microblog.ports.search_index import SearchIndex
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

BATCH = 50


@frozen
class PurgeAccount(Reaction):
    """Bury all posts of a deleted account and remove its pictures, the person and all that ties it to others.

    The account itself stays without any text, so that its name is not given away again. Posts go in batches, each
    in a unit of work of its own, so that others can write in between; a run that was cut off is taken up by the next.
    """

    name: ClassVar[str] = "purge_account"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    media_store: MediaStore
    search_index: SearchIndex

    def __call__(self, *, task: Task) -> None:
        account_id = event_of(task, AccountDeleted).account_id
        while not self._bury_some(account_id):
            pass
        self.search_index.forget_removed()  # before the task is done, as nobody would come back to it
        self._finish(account_id, task)

    def _bury_some(self, account_id: int) -> bool:
        """Bury some posts, then remove some pictures, then some votes; True when there are none left."""
        with self.unit_of_work() as uow:
            if not _locked_if_deleted(uow, account_id):
                return True
            posts = uow.posts.of_account(account_id, BATCH)
            for post in posts:
                self._remove(uow, post)
            media = uow.media.of_account(account_id, BATCH) if not posts else ()
            for each in media:
                remove_with_files(uow, self.media_store, each)
            votes = uow.polls.remove_some(account_id, BATCH) if not posts and not media else 0
            uow.commit()
        return not (posts or media or votes)

    def _finish(self, account_id: int, task: Task) -> None:
        with self.unit_of_work() as uow:
            if _locked_if_deleted(uow, account_id):
                _remove_ties(uow, account_id)
            if uow.outbox.complete(task.id):
                uow.commit()

    def _remove(self, uow: UnitOfWork, post: Post) -> None:
        uow.home_timelines.remove_post(post.id)  # while the boosts of the post can still be found
        uow.notifications.remove_about(post.id)
        if post.boost_of_id is not None:
            uow.posts.remove_boost(post)
        else:
            uow.posts.bury(post.id, self.clock())
            if post.visibility is Visibility.MENTIONED:
                uow.conversations.settle(post.id)


def _locked_if_deleted(uow: UnitOfWork, account_id: int) -> bool:
    # Locked as for whoever writes a post just now, which is then buried, too, or not written.
    uow.accounts.lock(account_id)
    account = uow.accounts.get(account_id)
    return account is not None and account.state is AccountState.DELETED


def _remove_ties(uow: UnitOfWork, account_id: int) -> None:
    uow.follows.remove_all(account_id)
    uow.followed_tags.remove_all(account_id)
    uow.featured_tags.remove_all(account_id)
    uow.lists.remove_all(account_id)
    uow.filters.remove_all(account_id)
    uow.reports.remove_all(account_id)
    uow.announcements.remove_all(account_id)
    uow.markers.remove_all(account_id)
    uow.pending_posts.remove_all(account_id)
    uow.blocks.remove_all(account_id)
    uow.mutes.remove_all(account_id)
    uow.account_notes.remove_all(account_id)
    uow.endorsements.remove_all(account_id)
    uow.suggestions.remove_all(account_id)
    uow.thread_mutes.remove_all(account_id)
    uow.conversations.remove_all(account_id)
    uow.likes.remove_all(account_id)
    uow.bookmarks.remove_all(account_id)
    uow.notifications.remove_all(account_id)
    uow.notification_requests.remove_all(account_id)
    uow.notification_policies.remove(account_id)
    uow.home_timelines.remove_owner(account_id)
    uow.sessions.remove_all(account_id)
    uow.tokens.remove_of_account(account_id)
    uow.grants.remove_all(account_id)
    uow.mail_deliveries.remove_all(account_id)
    uow.digests.remove_all(account_id)
    uow.idempotency.remove_all(account_id)
    uow.users.remove(account_id)
