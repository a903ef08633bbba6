"""Keep a post for later: until its time, or until one comes back to it."""

from datetime import datetime

from attrs import frozen

from microblog.domain.model.errors import Conflict, Gone
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.post_content import PostContent, check_key
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.pending_posts.pending_post_writer import PendingPostWriter
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class SavePendingPost:
    """Schedule a post, or keep it as a draft. Nobody else learns of it."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator
    pending_post_writer: PendingPostWriter

    def __call__(
        self,
        *,
        author_id: int,
        content: PostContent,
        scheduled_at: datetime | None,
        idempotency_key: str | None = None,
        app_id: int | None = None,
    ) -> PendingPost:
        """What is kept; what is there already if the author used this idempotency key within the last day.

        `scheduled_at` is at least five minutes ahead; None makes a draft. `app_id`: by which app it was sent.

        Raises ValidationError for a field, also where there are too many already; NotFound or Gone if what it answers
        cannot be seen or the author may not write; Gone if what was kept with the key is out or was removed since.
        """
        content, moment = self.pending_post_writer.check(content, scheduled_at)
        key = check_key(idempotency_key)
        try:
            return self._save(author_id, content, moment, key, app_id)
        except Conflict:
            return self._saved(author_id, key)

    def _save(
        self, author_id: int, content: PostContent, moment: datetime | None, key: str, app_id: int | None
    ) -> PendingPost:
        with self.unit_of_work() as uow:
            locked_account(uow, author_id)
            now = self.clock()
            new = PendingPost(
                id=self.new_id(),
                account_id=author_id,
                text=content.text,
                content_warning=content.content_warning,
                visibility=content.visibility,
                language=content.language,
                in_reply_to_id=content.in_reply_to_id,
                media_ids=content.media_ids,
                created_at=now,
                scheduled_at=moment,
                idempotency_key=key,
                sensitive=content.sensitive,
                poll=content.poll,
                app_id=app_id,
            )
            if key:
                uow.idempotency.add(author_id, key, new.id, now)
            new = self.pending_post_writer.write(uow, new)
            uow.commit()
        return new

    def _saved(self, author_id: int, key: str) -> PendingPost:
        with self.unit_of_work() as uow:
            known_id = uow.idempotency.post_id(author_id, key)
            pending = uow.pending_posts.get(known_id) if known_id is not None else None
            post = uow.posts.get(known_id) if known_id is not None else None
        if known_id is None or post is not None:
            raise Conflict("the same key was used for something else, or by a request that failed a moment ago")
        if pending is None:
            raise Gone
        return pending
