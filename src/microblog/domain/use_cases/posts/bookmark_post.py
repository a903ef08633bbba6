"""Keep a post to find it again."""

from attrs import frozen

from microblog.domain.model.post import Post
from microblog.domain.model.relationships import Bookmark
from microblog.domain.use_cases.accounts.active_account import active_account
from microblog.domain.use_cases.posts.visible_post import visible_post
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class BookmarkPost:
    """Bookmark a post, of which nobody is told. Doing it twice changes nothing."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, account_id: int, post_id: int) -> Post:
        """The post. Raises NotFound or Gone if it cannot be seen."""
        with self.unit_of_work() as uow:
            active_account(uow, account_id)
            post = visible_post(uow, account_id, post_id)
            uow.bookmarks.add(Bookmark(self.new_id(), account_id, post.id, self.clock()))
            uow.commit()
        return post


@frozen
class UnbookmarkPost:
    """Take a bookmark out."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, post_id: int) -> Post:
        """The post. Raises NotFound or Gone if it cannot be seen."""
        with self.unit_of_work() as uow:
            post = visible_post(uow, account_id, post_id)
            uow.bookmarks.remove(account_id, post.id)
            uow.commit()
        return post
