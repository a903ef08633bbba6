"""What is done to publish a post, whoever asks for it: its author, or the time that it was scheduled for."""

from collections.abc import Sequence

from attrs import evolve, frozen

from microblog.domain.model.account import Account
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.events import PostPublished, PostPublishedQuietly
from microblog.domain.model.language import check_language
from microblog.domain.model.media import Media
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.post_content import PostContent
from microblog.domain.use_cases.posts.attachment import check_media_ids, media_for
from microblog.domain.use_cases.posts.composer import Composer, Draft
from microblog.domain.use_cases.posts.visible_post import visible_post
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWork


@frozen
class CheckedContent:
    """Content in which nothing is wrong by itself; what it refers to may still be."""

    content: PostContent
    draft: Draft


@frozen
class PostPublisher:
    """Checks content, and makes a post of it in somebody else's unit of work."""

    clock: Clock
    new_id: IdGenerator
    composer: Composer

    def check(self, content: PostContent) -> CheckedContent:
        """Raises ValidationError for a field."""
        media_ids = check_media_ids(content.media_ids)
        draft = self.composer.check(content.text, content.content_warning, required=not media_ids)
        poll = self.composer.check_poll(content.poll, media_ids)
        if poll is not None and poll.expires_in is None:
            raise ValidationError("poll_expires_in", "required")
        language = check_language(content.language)
        return CheckedContent(evolve(content, media_ids=media_ids, language=language, poll=poll), draft)

    def publish(
        self,
        uow: UnitOfWork,
        author: Account,
        checked: CheckedContent,
        *,
        key: str | None = None,
        pending_id: int | None = None,
    ) -> Post:
        """The post, dated now. The author is active and was locked.

        `pending_id`: what it was until now, which may hold its pictures. Raises Conflict if the key was used already,
        ValidationError("media_ids", "not_yours"), and NotFound and Gone if what it answers cannot be seen.
        """
        content, post_id, now = checked.content, self.new_id(), self.clock()
        if key is not None:
            uow.idempotency.add(author.id, key, post_id, now)
        media = media_for(uow, author.id, post_id, content.media_ids, pending_id=pending_id)
        post = self._post(uow, author, post_id, checked, media)
        if content.in_reply_to_id is not None:
            post = _as_reply(uow, post, content.in_reply_to_id)
        uow.posts.add(post)
        if post.poll is not None:
            uow.polls.open(post.id, post.poll.ends_at)
        for each in media:
            uow.media.save(each)
        uow.home_timelines.add([author.id], post_id)
        if post.visibility is Visibility.MENTIONED:
            uow.conversations.put(Conversation(author.id, post.thread_id, post_id, unread=False))
        uow.outbox.add(PostPublished(post_id) if post.mentions else PostPublishedQuietly(post_id))
        return post

    def _post(
        self, uow: UnitOfWork, author: Account, post_id: int, checked: CheckedContent, media: Sequence[Media]
    ) -> Post:
        content, draft, composition = checked.content, checked.draft, self.composer.compose(uow, checked.draft)
        now = self.clock()
        return Post(
            id=post_id,
            account_id=author.id,
            uri=self.composer.addresses.post_uri(author.id, post_id),
            url=self.composer.addresses.post_url(author.username, post_id),
            domain=None,
            text=draft.text,
            html=composition.html,
            content_warning=draft.content_warning,
            language=content.language,
            visibility=content.visibility,
            thread_id=post_id,
            created_at=now,
            mentions=composition.mentions,
            hashtags=composition.hashtags,
            media=tuple(each.attached for each in media),
            poll=None if content.poll is None else content.poll.begun(now, None),
            sensitive=content.sensitive,
        )


def _as_reply(uow: UnitOfWork, post: Post, in_reply_to_id: int) -> Post:
    answered = visible_post(uow, post.account_id, in_reply_to_id)
    return evolve(
        post,
        in_reply_to_id=answered.id,
        in_reply_to_account_id=answered.account_id,
        thread_id=answered.thread_id,
    )
