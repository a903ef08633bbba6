"""Delete a post."""

from attrs import frozen

from microblog.domain.model.post import Post, Visibility
from microblog.domain.use_cases.media.delete_media import discard, set_free
from microblog.domain.use_cases.posts.visible_post import own_post
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class DeletePost:
    """Delete one's own post. A tombstone stays, so that it cannot come back."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self, *, account_id: int, post_id: int, keep_media: bool = False) -> Post:
        """The post as it was, to write it anew, for which its pictures can be kept for a day.

        Raises NotFound if it is not one's own, Gone if it was deleted.
        """
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            post = own_post(uow, account_id, post_id)
            uow.home_timelines.remove_post(post.id)
            uow.notifications.remove_about(post.id)
            uow.posts.bury(post.id, self.clock())
            if post.visibility is Visibility.MENTIONED:
                uow.conversations.settle(post.id)
            for media in uow.media.of_post(post.id):
                (set_free if keep_media else discard)(uow, media, self.clock)
            uow.commit()
        return post
