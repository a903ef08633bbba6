"""Write a post."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.errors import Conflict, Gone
from microblog.domain.model.poll import WantedPoll
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.post_content import PostContent, check_key
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.posts.post_publisher import CheckedContent, PostPublisher
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class PublishPost:
    """Write a post or a reply. It stands on the author's own home timeline at once, on others' by the reaction."""

    unit_of_work: UnitOfWorkFactory
    post_publisher: PostPublisher

    def __call__(
        self,
        *,
        author_id: int,
        text: str,
        content_warning: str = "",
        visibility: Visibility = Visibility.PUBLIC,
        language: str | None = None,
        in_reply_to_id: int | None = None,
        media_ids: Sequence[int] = (),
        poll: WantedPoll | None = None,
        sensitive: bool = False,
        idempotency_key: str | None = None,
    ) -> Post:
        """The post; the one that is there already if the author used this idempotency key within the last day.

        The pictures are the author's own ones that no other post shows, four at most; with some the text may be empty.
        A post has either pictures or a poll. `sensitive`: its pictures are not for everybody's eyes.

        Raises ValidationError for a field, NotFound or Gone if what it answers cannot be seen, if the author may not
        write (any more), and Gone if what was written with the key was deleted since.
        """
        content = PostContent(
            text, content_warning, visibility, language, in_reply_to_id, tuple(media_ids), sensitive, poll
        )
        checked, key = self.post_publisher.check(content), check_key(idempotency_key)
        if not key:
            return self._publish(author_id, checked, None)
        try:
            return self._publish(author_id, checked, key)
        except Conflict:
            return self._published(author_id, key)

    def _publish(self, author_id: int, checked: CheckedContent, key: str | None) -> Post:
        with self.unit_of_work() as uow:
            author = locked_account(uow, author_id)
            post = self.post_publisher.publish(uow, author, checked, key=key)
            uow.commit()
        return post

    def _published(self, author_id: int, key: str) -> Post:
        with self.unit_of_work() as uow:
            post_id = uow.idempotency.post_id(author_id, key)
            post = uow.posts.get(post_id) if post_id is not None else None
        if post is None:
            raise Conflict("the same key was used a moment ago by a request that failed; try again")
        if post.deleted_at is not None:
            raise Gone
        return post
