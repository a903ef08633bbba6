"""Posts: reading, writing, editing, deleting, liking and boosting them."""

import secrets
from collections.abc import Callable

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.forms.posts import ComposeForm, EditPostForm
from microblog.adapters.web.site.next_page import next_page
from microblog.adapters.web.site.pictures import FormPictures
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in, viewer_id
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.post_content import PostContent
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.mutes.mute_thread import MuteThread, UnmuteThread
from microblog.domain.use_cases.pending_posts.save_pending_post import SavePendingPost
from microblog.domain.use_cases.posts.bookmark_post import BookmarkPost, UnbookmarkPost
from microblog.domain.use_cases.posts.boost_post import BoostPost, UnboostPost
from microblog.domain.use_cases.posts.delete_post import DeletePost
from microblog.domain.use_cases.posts.edit_post import EditPost
from microblog.domain.use_cases.posts.like_post import LikePost, UnlikePost
from microblog.domain.use_cases.posts.pin_post import PinPost, UnpinPost
from microblog.domain.use_cases.posts.publish_post import PublishPost
from microblog.domain.use_cases.posts.read_post import ReadEntry, ReadHistory, ReadPost, ReadThread


def new_idempotency_key() -> str:
    """For an empty form."""
    return secrets.token_urlsafe(16)


def new_compose_form(request: Request, answered: PostView | None = None) -> ComposeForm:
    """An empty form, or one that begins a reply: whom it speaks to and who may read it is taken from the post.

    It carries a key of its own, so that pressing the button twice posts once.
    """
    viewer = signed_in(request)
    form = ComposeForm(
        idempotency_key=new_idempotency_key(),
        visibility=viewer.default_visibility.value,
        sensitive=viewer.default_sensitive,
    )
    form.offer(viewer.default_language or viewer.language or request.locale)
    if answered is not None:
        names = dict.fromkeys((answered.author.acct, *(_acct(m.username, m.domain) for m in answered.mentions)))
        names.pop(viewer.username, None)
        form.text.data = "".join(f"@{name} " for name in names)
        form.content_warning.data = answered.content_warning
        form.visibility.data = answered.visibility.value
    return form


def _kept(request: Request, post: PostView) -> list[int]:
    """Which pictures stay with the post."""
    return [each.media_id for each in post.media if f"without_{each.media_id}" not in request.form]


def _descriptions(request: Request, post: PostView) -> dict[int, str]:
    names = {each.media_id: f"described_{each.media_id}" for each in post.media}
    return {media_id: request.form.get(name) for media_id, name in names.items() if name in request.form}


def _acct(username: str, domain: str | None) -> str:
    return f"{username}@{domain}" if domain else username


def _at_its_author(request: Request, post: PostView) -> PostView:
    """The post if the path names its author: a post has one page only. Raises NotFound."""
    if post.author.acct.casefold() != request.path_text("username").casefold():
        raise NotFound
    return post


def path_of(post: PostView) -> str:
    """The page of a post."""
    return f"/@{post.author.username}/{post.id}"


@frozen
class PostViews:
    """Pages of one post, and what can be done with it."""

    pages: Pages
    read_post: ReadPost
    read_entry: ReadEntry
    read_thread: ReadThread
    read_history: ReadHistory
    publish_post: PublishPost
    save_pending_post: SavePendingPost
    edit_post: EditPost
    delete_post: DeletePost
    like_post: LikePost
    unlike_post: UnlikePost
    boost_post: BoostPost
    unboost_post: UnboostPost
    bookmark_post: BookmarkPost
    unbookmark_post: UnbookmarkPost
    mute_thread: MuteThread
    unmute_thread: UnmuteThread
    pin_post: PinPost
    unpin_post: UnpinPost
    form_pictures: FormPictures

    def show(self, request: Request) -> Response:
        """A post in its conversation."""
        thread = self.read_thread(viewer_id=viewer_id(request), post_id=request.path_id("post_id"))
        _at_its_author(request, thread.post)
        return self.pages.show(request, "post.html", thread=thread)

    def history(self, request: Request) -> Response:
        """How a post was edited."""
        post, versions = self.read_history(viewer_id=viewer_id(request), post_id=request.path_id("post_id"))
        _at_its_author(request, post)
        return self.pages.show(request, "history.html", post=post, versions=versions)

    def from_uri(self, request: Request) -> Response:
        """From the identifier of a post to its page, from that of a boost to the page of what it carries on."""
        entry = self.read_entry(viewer_id=viewer_id(request), entry_id=request.path_id("post_id"))
        if (entry.boosted_by or entry.author).id != request.path_id("account_id"):
            raise NotFound
        return Response.redirect(path_of(entry))

    def compose_form(self, request: Request) -> Response:
        """A page to write on."""
        return self.pages.show(request, "compose.html", form=new_compose_form(request), answered=None)

    def compose(self, request: Request) -> Response:
        """Publish a post."""
        return self._publish(request, None)

    def reply_form(self, request: Request) -> Response:
        """A page to answer on."""
        answered = self._post(request)
        form = new_compose_form(request, answered)
        return self.pages.show(request, "compose.html", form=form, answered=answered)

    def reply(self, request: Request) -> Response:
        """Publish an answer."""
        return self._publish(request, self._post(request))

    def _publish(self, request: Request, answered: PostView | None) -> Response:
        deed = request.form.get("deed") or "publish"
        if deed not in ("publish", "schedule", "draft"):
            raise BadRequest("bad_form")
        form = ComposeForm(request.form)
        form.offer(None)
        say = self.pages.sayer(request)
        pictures, refusal = self.form_pictures.take(request)
        sound = form.is_sound(say)
        if refusal is not None:
            form.refuse(refusal, say)
        elif sound:
            try:
                content = form.content(answered.id if answered else None, [each.media_id for each in pictures])
                if deed != "publish":
                    return self._keep(request, deed, form, content)
                post = self.publish_post(
                    author_id=signed_in(request).account_id,
                    text=content.text,
                    content_warning=content.content_warning,
                    visibility=content.visibility,
                    language=content.language,
                    in_reply_to_id=content.in_reply_to_id,
                    media_ids=content.media_ids,
                    poll=content.poll,
                    sensitive=content.sensitive,
                    idempotency_key=form.idempotency_key.data or None,
                )
            except ValidationError as error:
                form.refuse(error, say)
            else:
                return self.pages.go(f"{path_of(answered)}#p{post.id}" if answered else "/", "post_published")
        return self.pages.show(request, "compose.html", 422, form=form, answered=answered, pictures=pictures)

    def _keep(self, request: Request, deed: str, form: ComposeForm, content: PostContent) -> Response:
        key = form.idempotency_key.data  # of its own for each deed: who comes back to the form may do another
        self.save_pending_post(
            author_id=signed_in(request).account_id,
            content=content,
            scheduled_at=form.moment() if deed == "schedule" else None,
            idempotency_key=f"{deed} {key}" if key else None,
        )
        return self.pages.go("/scheduled", "post_scheduled" if deed == "schedule" else "draft_saved")

    def edit_form(self, request: Request) -> Response:
        """A page to change one's post on."""
        post = self._own(request)
        return self.pages.show(request, "post_edit.html", form=EditPostForm.of_post(post), pictures=post.media)

    def edit(self, request: Request) -> Response:
        """Change one's post."""
        form = EditPostForm(request.form)
        post = self._own(request)
        form.offer(post.language)
        if post.poll is not None:
            form.offer_to_keep_time()
        say = self.pages.sayer(request)
        if form.is_sound(say):
            try:
                self.edit_post(
                    account_id=signed_in(request).account_id,
                    post_id=post.id,
                    text=form.text.data or "",
                    content_warning=form.content_warning.data or "",
                    language=form.language.data or None,
                    media_ids=_kept(request, post),
                    descriptions=_descriptions(request, post),
                    poll=form.wanted_poll(),
                    sensitive=bool(form.sensitive.data),
                )
            except ValidationError as error:
                form.refuse(error, say)
            else:
                return self.pages.go(path_of(post), "post_edited")
        return self.pages.show(request, "post_edit.html", 422, form=form, pictures=post.media)

    def delete_form(self, request: Request) -> Response:
        """Ask whether the post shall really go."""
        return self.pages.show(request, "post_delete.html", post=self._own(request))

    def delete(self, request: Request) -> Response:
        """Delete one's post."""
        self.delete_post(account_id=signed_in(request).account_id, post_id=request.path_id("post_id"))
        return self.pages.go("/", "post_deleted")

    def like(self, request: Request) -> Response:
        """Like a post."""
        return self._do(request, self.like_post)

    def unlike(self, request: Request) -> Response:
        """Take a like back."""
        return self._do(request, self.unlike_post)

    def boost(self, request: Request) -> Response:
        """Boost a post."""
        return self._do(request, self.boost_post)

    def unboost(self, request: Request) -> Response:
        """Take a boost back."""
        return self._do(request, self.unboost_post)

    def bookmark(self, request: Request) -> Response:
        """Keep a post to find it again."""
        return self._do(request, self.bookmark_post)

    def unbookmark(self, request: Request) -> Response:
        """Keep it no longer."""
        return self._do(request, self.unbookmark_post)

    def mute(self, request: Request) -> Response:
        """Hear no more of the conversation."""
        try:
            return self._do(request, self.mute_thread, "thread_muted")
        except ValidationError:
            return self._back(request, "thread_mutes_full")

    def unmute(self, request: Request) -> Response:
        """Hear of it again."""
        return self._do(request, self.unmute_thread, "thread_unmuted")

    def pin(self, request: Request) -> Response:
        """Have one's post stand on top of one's profile."""
        try:
            return self._do(request, self.pin_post, "pinned")
        except ValidationError:
            return self._back(request, "pins_full")

    def unpin(self, request: Request) -> Response:
        """Have it stand there no longer."""
        return self._do(request, self.unpin_post, "unpinned")

    def _do(self, request: Request, action: Callable[..., object], flash: str = "") -> Response:
        action(account_id=signed_in(request).account_id, post_id=request.path_id("post_id"))
        if request.headers.get("accept") == "application/json":
            return Response(204)  # our script, which changes the button by itself
        return self._back(request, flash)

    def _back(self, request: Request, flash: str) -> Response:
        page = f"/@{request.path_text('username')}/{request.path_id('post_id')}"
        return self.pages.go(next_page(request.form.get("next"), page), flash)

    def _post(self, request: Request) -> PostView:
        post = self.read_post(viewer_id=viewer_id(request), post_id=request.path_id("post_id"))
        return _at_its_author(request, post)

    def _own(self, request: Request) -> PostView:
        post = self._post(request)
        if post.author.id != signed_in(request).account_id:
            raise NotFound
        return post
