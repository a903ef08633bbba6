"""Publish a scheduled post or a draft before its time."""

from collections.abc import Mapping

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.post import Post
from microblog.domain.model.post_content import PostContent
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.pending_posts.own_pending_post import own_pending_post
from microblog.domain.use_cases.pending_posts.pending_post_writer import check_answered, release
from microblog.domain.use_cases.posts.attachment import clean_descriptions, media_for_pending
from microblog.domain.use_cases.posts.post_publisher import PostPublisher
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class PublishPendingPost:
    """Publish it now, as it is or with other content. Then it is a post, and nothing else any longer."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    post_publisher: PostPublisher

    def __call__(
        self,
        *,
        account_id: int,
        pending_id: int,
        content: PostContent | None = None,
        descriptions: Mapping[int, str] | None = None,
    ) -> Post:
        """The post. Raises ValidationError for a field, `in_reply_to_id` among them if what it answers can be seen no
        longer, and NotFound if it is not one's own or is out.
        """
        descriptions = clean_descriptions(descriptions or {})
        with self.unit_of_work() as uow:
            author = locked_account(uow, account_id)
            pending = own_pending_post(uow, account_id, pending_id)
            checked = self.post_publisher.check(content or pending.content)
            for media in media_for_pending(uow, account_id, pending_id, checked.content.media_ids, descriptions):
                uow.media.save(media)
            if checked.content.in_reply_to_id is not None:
                check_answered(uow, account_id, checked.content.in_reply_to_id)
            if not uow.pending_posts.remove(pending_id):
                raise NotFound
            post = self.post_publisher.publish(uow, author, checked, pending_id=pending_id)
            release(uow, pending, self.clock, kept=checked.content.media_ids)
            uow.commit()
        return post
