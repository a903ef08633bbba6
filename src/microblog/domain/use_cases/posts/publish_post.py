"""Write a post."""

from collections.abc import Sequence

from attrs import evolve, frozen

from microblog.domain.model.errors import Conflict, Gone
from microblog.domain.model.events import PostPublished
from microblog.domain.model.language import check_language
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.text import clean_line
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.posts.attachment import check_media_ids, media_for
from microblog.domain.use_cases.posts.composer import Composer, Draft
from microblog.domain.use_cases.posts.visible_post import visible_post
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

MAX_IDEMPOTENCY_KEY = 200


@frozen
class PublishPost:
    """Write a post or a reply. It stands on the author's own home timeline at once, on others' by the reaction."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator
    composer: Composer

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
        idempotency_key: str | None = None,
    ) -> Post:
        """The post; the one that is there already if the author used this idempotency key within the last day.

        The pictures are the author's own ones that no other post shows, four at most; with some the text may be empty.

        Raises ValidationError for a field, NotFound or Gone if what it answers cannot be seen, if the author may not
        write (any more), and Gone if what was written with the key was deleted since.
        """
        media_ids = check_media_ids(media_ids)
        draft = self.composer.check(text, content_warning, required=not media_ids)
        language = check_language(language)
        if idempotency_key is None:
            return self._publish(author_id, draft, visibility, language, in_reply_to_id, media_ids, None)
        key = clean_line(idempotency_key, field="idempotency_key", max_length=MAX_IDEMPOTENCY_KEY, required=True)
        try:
            return self._publish(author_id, draft, visibility, language, in_reply_to_id, media_ids, key)
        except Conflict:
            return self._published(author_id, key)

    def _publish(
        self,
        author_id: int,
        draft: Draft,
        visibility: Visibility,
        language: str | None,
        in_reply_to_id: int | None,
        media_ids: Sequence[int],
        key: str | None,
    ) -> Post:
        with self.unit_of_work() as uow:
            author = locked_account(uow, author_id)
            post_id, now = self.new_id(), self.clock()
            if key is not None:
                uow.idempotency.add(author_id, key, post_id, now)
            media = media_for(uow, author_id, post_id, media_ids)
            composition = self.composer.compose(uow, draft)
            post = Post(
                id=post_id,
                account_id=author_id,
                uri=self.composer.addresses.post_uri(author_id, post_id),
                url=self.composer.addresses.post_url(author.username, post_id),
                domain=None,
                text=draft.text,
                html=composition.html,
                content_warning=draft.content_warning,
                language=language,
                visibility=visibility,
                thread_id=post_id,
                created_at=now,
                mentions=composition.mentions,
                hashtags=composition.hashtags,
                media=tuple(each.attached for each in media),
            )
            if in_reply_to_id is not None:
                post = self._as_reply(uow, post, in_reply_to_id)
            uow.posts.add(post)
            for each in media:
                uow.media.save(each)
            uow.home_timelines.add([author_id], post_id)
            uow.outbox.add(PostPublished(post_id))
            uow.commit()
        return post

    def _as_reply(self, uow: UnitOfWork, post: Post, in_reply_to_id: int) -> Post:
        answered = visible_post(uow, post.account_id, in_reply_to_id)
        return evolve(
            post,
            in_reply_to_id=answered.id,
            in_reply_to_account_id=answered.account_id,
            thread_id=answered.thread_id,
        )

    def _published(self, author_id: int, key: str) -> Post:
        with self.unit_of_work() as uow:
            post_id = uow.idempotency.post_id(author_id, key)
            post = uow.posts.get(post_id) if post_id is not None else None
        if post is None:
            raise Conflict("the same key was used a moment ago by a request that failed; try again")
        if post.deleted_at is not None:
            raise Gone
        return post
