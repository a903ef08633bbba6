"""Boost a post: carry it on to one's own followers."""

from attrs import frozen

from microblog.domain.model.account import Account
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotPermitted
from microblog.domain.model.events import PostBoosted
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.post import Post, Visibility
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.posts.visible_post import visible_post
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class BoostPost:
    """Boost a post that everybody may see. Boosting it twice changes nothing."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator
    addresses: Addresses

    def __call__(self, *, account_id: int, post_id: int) -> Post:
        """The boost. Raises NotFound or Gone if the post cannot be seen, NotPermitted("not_boostable") if others
        than everybody may see it.
        """
        with self.unit_of_work() as uow:
            account = locked_account(uow, account_id)
            post = visible_post(uow, account_id, post_id)
            if post.visibility not in (Visibility.PUBLIC, Visibility.UNLISTED):
                raise NotPermitted("not_boostable")
            boost = uow.posts.boost(account_id, post.id)
            if boost is None:
                boost = self._boost(account, post)
                uow.posts.add(boost)
                uow.home_timelines.add([account_id], boost.id)
                uow.outbox.add(PostBoosted(boost.id))
            uow.commit()
        return boost

    def _boost(self, account: Account, post: Post) -> Post:
        boost_id = self.new_id()
        return Post(
            id=boost_id,
            account_id=account.id,
            uri=self.addresses.post_uri(account.id, boost_id),
            url=self.addresses.post_url(account.username, boost_id),
            domain=None,
            text="",
            html="",
            content_warning="",
            language=None,
            visibility=post.visibility,
            thread_id=boost_id,
            created_at=self.clock(),
            boost_of_id=post.id,
        )


@frozen
class UnboostPost:
    """Take a boost back."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, post_id: int) -> Post:
        """The boosted post. Raises NotFound or Gone if it cannot be seen."""
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            post = visible_post(uow, account_id, post_id)
            boost = uow.posts.boost(account_id, post.id)
            if boost is not None:
                uow.home_timelines.remove_post(boost.id)
                uow.notifications.remove(post.account_id, NotificationKind.BOOST, account_id, post.id)
                uow.posts.remove_boost(boost)
            uow.commit()
        return post
