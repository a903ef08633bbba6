"""What keeping a post for later, as a draft or scheduled, and changing what is kept share."""

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve, frozen

from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.model.language import check_language
from microblog.domain.model.pending_post import PendingPost, check_moment, check_room
from microblog.domain.model.post import MAX_WARNING_LENGTH
from microblog.domain.model.post_content import PostContent
from microblog.domain.model.post_length import MAX_SOURCE_LENGTH
from microblog.domain.model.text import clean_line, clean_text
from microblog.domain.use_cases.media.delete_media import set_free
from microblog.domain.use_cases.posts.attachment import check_media_ids, media_for_pending
from microblog.domain.use_cases.posts.post_publisher import PostPublisher
from microblog.domain.use_cases.posts.visible_post import visible_post
from microblog.domain.use_cases.posts.wanted_poll import unfinished_poll
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWork


@frozen
class PendingPostWriter:
    """Checks content, and stores it in somebody else's unit of work."""

    clock: Clock
    post_publisher: PostPublisher

    def check(self, content: PostContent, scheduled_at: datetime | None) -> tuple[PostContent, datetime | None]:
        """Both as they are stored. What is scheduled must be fit to be published. A draft may be longer than a post,
        and its poll unfinished.

        Raises ValidationError for a field.
        """
        if scheduled_at is not None:
            moment = check_moment(scheduled_at, self.clock())
            checked = self.post_publisher.check(content)
            draft = checked.draft
            return evolve(checked.content, text=draft.text, content_warning=draft.content_warning), moment
        media_ids = check_media_ids(content.media_ids)
        text = clean_text(content.text, field="text", max_length=MAX_SOURCE_LENGTH)
        warning = clean_line(content.content_warning, field="content_warning", max_length=MAX_WARNING_LENGTH)
        poll = None if content.poll is None else unfinished_poll(content.poll)
        if poll is not None and media_ids:
            raise ValidationError("media_ids", "with_poll")
        if not (text or warning or media_ids or poll):
            raise ValidationError("text", "required")
        language = check_language(content.language)
        kept = evolve(content, text=text, content_warning=warning, language=language, media_ids=media_ids, poll=poll)
        return kept, None

    def write(
        self,
        uow: UnitOfWork,
        pending: PendingPost,
        before: PendingPost | None = None,
        descriptions: Mapping[int, str] | None = None,
    ) -> PendingPost:
        """Store it, in the place of what was before. The account is active and was locked; both were checked.

        A draft may outlive what it answers. Raises ValidationError for `scheduled_at`, `draft`, `media_ids` and, where
        it was a reply before, for `in_reply_to_id`; else NotFound and Gone.
        """
        moments = dict(uow.pending_posts.moments(pending.account_id))
        earlier = moments.pop(pending.id, None)
        if before is None or (earlier and earlier.date()) != (pending.scheduled_at and pending.scheduled_at.date()):
            check_room(list(moments.values()), pending.scheduled_at)
        reply_to = pending.in_reply_to_id
        if reply_to is not None and (before is None or before.in_reply_to_id != reply_to):
            pending = evolve(pending, in_reply_to_id=visible_post(uow, pending.account_id, reply_to).id)
        elif reply_to is not None and pending.scheduled_at is not None:
            check_answered(uow, pending.account_id, reply_to)
        media = media_for_pending(uow, pending.account_id, pending.id, pending.media_ids, descriptions)
        (uow.pending_posts.add if before is None else uow.pending_posts.save)(pending)
        for each in media:
            uow.media.save(each)
        if before is not None:
            release(uow, before, self.clock, kept=pending.media_ids)
        return pending


def check_answered(uow: UnitOfWork, account_id: int, post_id: int) -> None:
    """Whether what was to be answered can be seen still. Raises ValidationError("in_reply_to_id", "gone")."""
    try:
        visible_post(uow, account_id, post_id)
    except (NotFound, Gone):
        raise ValidationError("in_reply_to_id", "gone") from None


def release(uow: UnitOfWork, pending: PendingPost, clock: Clock, kept: tuple[int, ...] = ()) -> None:
    """Let its pictures go but for those; unless something shows them within a day, they are removed."""
    for media in uow.media.several([each for each in pending.media_ids if each not in kept]):
        if media.pending_post_id == pending.id:
            set_free(uow, media, clock)
