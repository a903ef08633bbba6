"""Like a post."""

from attrs import frozen

from microblog.domain.model.events import PostLiked
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.post import Post
from microblog.domain.model.relationships import Like
from microblog.domain.use_cases.accounts.active_account import active_account
from microblog.domain.use_cases.posts.visible_post import visible_post
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class LikePost:
    """Like a post. Liking it twice changes nothing."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, account_id: int, post_id: int) -> Post:
        """The post. Raises NotFound or Gone if it cannot be seen."""
        with self.unit_of_work() as uow:
            active_account(uow, account_id)
            post = visible_post(uow, account_id, post_id)
            if uow.likes.add(Like(self.new_id(), account_id, post.id, self.clock())):
                uow.outbox.add(PostLiked(post.id, account_id))
            uow.commit()
        return post


@frozen
class UnlikePost:
    """Take a like back."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, post_id: int) -> Post:
        """The post. Raises NotFound or Gone if it cannot be seen."""
        with self.unit_of_work() as uow:
            post = visible_post(uow, account_id, post_id)
            if uow.likes.remove(account_id, post.id):
                uow.notifications.remove(post.account_id, NotificationKind.LIKE, account_id, post.id)
            uow.commit()
        return post
