"""Statuses: https://docs.joinmastodon.org/methods/statuses/.

Every id may be that of a boost. What is done with one is done with the status inside, and answered as it was asked for.

# Long because it is all that is done with a single status.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal

from attrs import frozen
from msgspec import UNSET, Struct
from msgspec.structs import replace

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entities.account import Account
from microblog.adapters.web.mastodon_api.entities.formats import Timestamp, timestamp
from microblog.adapters.web.mastodon_api.entities.poll import EditedPoll, EditedPollOption
from microblog.adapters.web.mastodon_api.entities.status import Context, StatusEdit, StatusSource
from microblog.adapters.web.mastodon_api.entity_maker import VISIBILITIES, VISIBILITY_OF, EntityMaker
from microblog.adapters.web.mastodon_api.polls import NewPoll
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.mastodon_api.scheduled_statuses import scheduled_status
from microblog.adapters.web.moments import moment_of
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound
from microblog.domain.model.post import Post, PostVersion
from microblog.domain.model.post_content import PostContent
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.mutes.mute_thread import MuteThread, UnmuteThread
from microblog.domain.use_cases.pending_posts.read_pending_posts import ReadPendingPost
from microblog.domain.use_cases.pending_posts.save_pending_post import SavePendingPost
from microblog.domain.use_cases.posts.bookmark_post import BookmarkPost, UnbookmarkPost
from microblog.domain.use_cases.posts.boost_post import BoostPost, UnboostPost
from microblog.domain.use_cases.posts.delete_post import DeletePost
from microblog.domain.use_cases.posts.edit_post import EditPost
from microblog.domain.use_cases.posts.like_post import LikePost, UnlikePost
from microblog.domain.use_cases.posts.pin_post import PinPost, UnpinPost
from microblog.domain.use_cases.posts.publish_post import PublishPost
from microblog.domain.use_cases.posts.read_post import (
    ReadBoosts,
    ReadEntry,
    ReadHistory,
    ReadLikes,
    ReadPost,
    ReadThread,
)

_USUAL_PEOPLE = 40


class NewStatus(Struct, frozen=True):
    """What a status is made of."""

    status: str = ""
    in_reply_to_id: int | None = None
    sensitive: bool | None = None
    spoiler_text: str = ""
    visibility: Literal["public", "unlisted", "private", "direct"] | None = None
    language: str | None = None
    media_ids: list[int] = []
    scheduled_at: Timestamp = ""
    poll: NewPoll | None = None


class MediaAttribute(Struct, frozen=True):
    """What shall be known of a picture that the status shows."""

    id: int
    description: str | None = None


class ChangedStatus(Struct, frozen=True):
    """What a status shall be."""

    status: str = ""
    spoiler_text: str = ""
    sensitive: bool = False
    language: str | None = None
    media_ids: list[int] | None = None
    media_attributes: list[MediaAttribute] = []
    poll: NewPoll | None = None
    """Without it the status has no poll any longer."""


class Deletion(Struct, frozen=True):
    """Whether pictures go at once, or may be used for a day to write the status anew."""

    delete_media: bool = False


@frozen
class StatusEndpoints:
    """What is done with a single status."""

    entities: EntityMaker
    addresses: Addresses
    publish_post: PublishPost
    save_pending_post: SavePendingPost
    read_pending_post: ReadPendingPost
    edit_post: EditPost
    delete_post: DeletePost
    like_post: LikePost
    unlike_post: UnlikePost
    bookmark_post: BookmarkPost
    unbookmark_post: UnbookmarkPost
    mute_thread: MuteThread
    unmute_thread: UnmuteThread
    pin_post: PinPost
    unpin_post: UnpinPost
    boost_post: BoostPost
    unboost_post: UnboostPost
    read_post: ReadPost
    read_entry: ReadEntry
    read_thread: ReadThread
    read_history: ReadHistory
    read_likes: ReadLikes
    read_boosts: ReadBoosts

    def create(self, request: Request) -> Response:
        """Write a status; with the `Idempotency-Key` of an earlier request this answers what that one made.

        With `scheduled_at` it is written then, and the answer is what is scheduled.
        """
        wanted = _with_defaults(request, read(request, NewStatus))
        if wanted.scheduled_at:
            return self._schedule(request, wanted)
        post = self.publish_post(
            author_id=signed_in(request).account_id,
            text=wanted.status,
            content_warning=wanted.spoiler_text,
            visibility=VISIBILITY_OF[wanted.visibility or "public"],
            language=wanted.language,
            in_reply_to_id=wanted.in_reply_to_id,
            media_ids=wanted.media_ids,
            poll=None if wanted.poll is None else wanted.poll.wanted,
            sensitive=bool(wanted.sensitive),
            idempotency_key=request.headers.get("idempotency-key") or None,
        )
        return self._shown(request, post.id)

    def _schedule(self, request: Request, wanted: NewStatus) -> Response:
        me = signed_in(request).account_id
        content = PostContent(
            wanted.status,
            wanted.spoiler_text,
            VISIBILITY_OF[wanted.visibility or "public"],
            wanted.language,
            wanted.in_reply_to_id,
            tuple(wanted.media_ids),
            bool(wanted.sensitive),
            None if wanted.poll is None else wanted.poll.wanted,
        )
        pending = self.save_pending_post(
            author_id=me,
            content=content,
            scheduled_at=moment_of(wanted.scheduled_at, "scheduled_at"),
            idempotency_key=request.headers.get("idempotency-key") or None,
            app_id=None if request.grant is None else request.grant.app_id,
        )
        view = self.read_pending_post(account_id=me, pending_id=pending.id, only_scheduled=True)
        return answer(scheduled_status(self.entities, view))

    def show(self, request: Request) -> Response:
        """Read a status."""
        return self._shown(request, _id(request))

    def edit(self, request: Request) -> Response:
        """Change one's status."""
        wanted, me = read(request, ChangedStatus), signed_in(request).account_id
        language = wanted.language
        if language is None:
            language = self.read_post(viewer_id=me, post_id=_id(request)).language
        self.edit_post(
            account_id=me,
            post_id=_id(request),
            text=wanted.status,
            content_warning=wanted.spoiler_text,
            language=language,
            media_ids=wanted.media_ids,
            descriptions={m.id: m.description for m in wanted.media_attributes if m.description is not None},
            poll=None if wanted.poll is None else wanted.poll.wanted,
            sensitive=wanted.sensitive,
        )
        return self._shown(request, _id(request))

    def delete(self, request: Request) -> Response:
        """Delete one's status; the answer has what it takes to write it anew. A boost of one's own is taken back."""
        me, wanted = signed_in(request).account_id, read(request, Deletion)
        entry = self.read_entry(viewer_id=me, entry_id=_id(request))
        status = self.entities.status(me, entry)
        if entry.boosted_by is None:
            self.delete_post(account_id=me, post_id=entry.id, keep_media=not wanted.delete_media)
            return answer(replace(status, text=entry.text))
        if entry.boosted_by.id != me:
            raise NotFound
        self.unboost_post(account_id=me, post_id=entry.id)
        return answer(replace(status, text=""))

    def context(self, request: Request) -> Response:
        """What a status answers, and what answers it."""
        viewer = viewer_id(request)
        thread = self.read_thread(viewer_id=viewer, post_id=self._post_id(request))
        made = self.entities.statuses(viewer, [*thread.ancestors, *thread.descendants])
        before = {str(post.id) for post in thread.ancestors}
        return answer(Context([s for s in made if s.id in before], [s for s in made if s.id not in before]))

    def source(self, request: Request) -> Response:
        """A status of one's own as it was typed."""
        me = signed_in(request).account_id
        post = self.read_post(viewer_id=me, post_id=_id(request))
        if post.author.id != me:
            raise NotFound
        return answer(StatusSource(str(post.id), post.text, post.content_warning))

    def history(self, request: Request) -> Response:
        """How a status read, the oldest version first, the present one last."""
        viewer = viewer_id(request)
        post, versions = self.read_history(viewer_id=viewer, post_id=self._post_id(request))
        author = self.entities.status(viewer, post).account
        edits = [self._edit(version, version.created_at, author, version.poll_options) for version in versions]
        asked = () if post.poll is None else post.poll.options
        return answer([*edits, self._edit(post, post.edited_at or post.created_at, author, asked)])

    def _edit(
        self, read: PostVersion | PostView, moment: datetime, author: Account, asked: Sequence[str]
    ) -> StatusEdit:
        pictures = [self.entities.media(each) for each in read.media]
        poll = EditedPoll([EditedPollOption(option) for option in asked]) if asked else UNSET
        warning, sensitive = read.content_warning, read.sensitive or bool(read.content_warning)
        return StatusEdit(read.html, warning, sensitive, timestamp(moment), author, pictures, [], poll)

    def favourited_by(self, request: Request) -> Response:
        """Who likes a status."""
        return self._people(request, self.read_likes)

    def reblogged_by(self, request: Request) -> Response:
        """Who boosted a status."""
        return self._people(request, self.read_boosts)

    def favourite(self, request: Request) -> Response:
        """Like a status."""
        return self._done(request, self.like_post)

    def unfavourite(self, request: Request) -> Response:
        """Take a like back."""
        return self._done(request, self.unlike_post)

    def bookmark(self, request: Request) -> Response:
        """Bookmark a status; nobody else sees that."""
        return self._done(request, self.bookmark_post)

    def unbookmark(self, request: Request) -> Response:
        """Take a bookmark away."""
        return self._done(request, self.unbookmark_post)

    def mute(self, request: Request) -> Response:
        """Have no more notifications about a status and what else is in its conversation."""
        return self._done(request, self.mute_thread)

    def unmute(self, request: Request) -> Response:
        """Have them again."""
        return self._done(request, self.unmute_thread)

    def pin(self, request: Request) -> Response:
        """Have a status of one's own stand on top of one's profile."""
        return self._done(request, self.pin_post)

    def unpin(self, request: Request) -> Response:
        """Have it stand there no longer."""
        return self._done(request, self.unpin_post)

    def reblog(self, request: Request) -> Response:
        """Boost a status: the answer is the boost, with the status inside."""
        viewer = signed_in(request)
        boost = self.boost_post(account_id=viewer.account_id, post_id=_id(request))
        return self._shown(request, boost.id)

    def unreblog(self, request: Request) -> Response:
        """Take a boost back: the answer is the status itself."""
        post = self.unboost_post(account_id=signed_in(request).account_id, post_id=_id(request))
        return self._shown(request, post.id)

    def _done(self, request: Request, action: Callable[..., Post]) -> Response:
        action(account_id=signed_in(request).account_id, post_id=_id(request))
        return self._shown(request, _id(request))

    def _people(self, request: Request, read_people: ReadLikes | ReadBoosts) -> Response:
        viewer, cursor = viewer_id(request), read(request, Paging).cursor(_USUAL_PEOPLE)
        _, page = read_people(viewer_id=viewer, post_id=self._post_id(request), cursor=cursor)
        return listed(request, self.addresses, page, self.entities.accounts([i.account for i in page.items]))

    def _shown(self, request: Request, entry_id: int) -> Response:
        viewer = viewer_id(request)
        return answer(self.entities.status(viewer, self.read_entry(viewer_id=viewer, entry_id=entry_id)))

    def _post_id(self, request: Request) -> int:
        return self.read_entry(viewer_id=viewer_id(request), entry_id=_id(request)).id


def _with_defaults(request: Request, wanted: NewStatus) -> NewStatus:
    """With whatever its author has said once for all, where nothing is said for this one."""
    viewer = signed_in(request)
    return replace(
        wanted,
        visibility=wanted.visibility or VISIBILITIES[viewer.default_visibility],
        language=wanted.language or viewer.default_language,
        sensitive=viewer.default_sensitive if wanted.sensitive is None else wanted.sensitive,
    )


def _id(request: Request) -> int:
    return request.path_id("id")
