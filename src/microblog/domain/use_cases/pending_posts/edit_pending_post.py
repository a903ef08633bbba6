"""Change a scheduled post or a draft."""

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve, frozen

from microblog.domain.model.pending_post import PendingPost, check_moment
from microblog.domain.model.post_content import PostContent
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.pending_posts.own_pending_post import own_pending_post, own_scheduled_post
from microblog.domain.use_cases.pending_posts.pending_post_writer import PendingPostWriter
from microblog.domain.use_cases.posts.attachment import clean_descriptions
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class EditPendingPost:
    """Change what shall be published, or when: a draft becomes scheduled, and what is scheduled a draft."""

    unit_of_work: UnitOfWorkFactory
    pending_post_writer: PendingPostWriter

    def __call__(
        self,
        *,
        account_id: int,
        pending_id: int,
        content: PostContent,
        scheduled_at: datetime | None,
        descriptions: Mapping[int, str] | None = None,
    ) -> PendingPost:
        """What it is then. Pictures that it has no longer are removed after a day.

        Raises ValidationError for a field, `in_reply_to_id` among them if what it answers can be seen no longer, and
        NotFound if it is not one's own or is out.
        """
        content, moment = self.pending_post_writer.check(content, scheduled_at)
        descriptions = clean_descriptions(descriptions or {})
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            before = own_pending_post(uow, account_id, pending_id)
            changed = evolve(
                before,
                text=content.text,
                content_warning=content.content_warning,
                visibility=content.visibility,
                language=content.language,
                in_reply_to_id=content.in_reply_to_id,
                media_ids=content.media_ids,
                scheduled_at=moment,
                obstacle=None,
                sensitive=content.sensitive,
                poll=content.poll,
            )
            changed = self.pending_post_writer.write(uow, changed, before, descriptions)
            uow.commit()
        return changed


@frozen
class ReschedulePost:
    """Publish a scheduled post at another time."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    pending_post_writer: PendingPostWriter

    def __call__(self, *, account_id: int, pending_id: int, scheduled_at: datetime) -> PendingPost:
        """What it is then.

        Raises ValidationError for `scheduled_at`, for `in_reply_to_id` if what it answers can be seen no longer, and
        NotFound if there is no such scheduled post.
        """
        moment = check_moment(scheduled_at, self.clock())
        with self.unit_of_work() as uow:
            locked_account(uow, account_id)
            before = own_scheduled_post(uow, account_id, pending_id)
            changed = self.pending_post_writer.write(uow, evolve(before, scheduled_at=moment), before)
            uow.commit()
        return changed
