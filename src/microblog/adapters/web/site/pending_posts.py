"""Scheduled posts and drafts."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.forms.posts import PendingPostForm
from microblog.adapters.web.site.pictures import FormPictures
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.model.media import AttachedMedia
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.views import PendingPostView, PostView
from microblog.domain.use_cases.pending_posts.delete_pending_post import DeletePendingPost
from microblog.domain.use_cases.pending_posts.edit_pending_post import EditPendingPost
from microblog.domain.use_cases.pending_posts.publish_pending_post import PublishPendingPost
from microblog.domain.use_cases.pending_posts.read_pending_posts import ReadPendingPost, ReadPendingPosts
from microblog.domain.use_cases.posts.read_post import ReadPost

_LIST = "/scheduled"


@frozen
class PendingPostViews:
    """What is not out yet: one's own, as that of others is not there."""

    pages: Pages
    read_pending_posts: ReadPendingPosts
    read_pending_post: ReadPendingPost
    edit_pending_post: EditPendingPost
    publish_pending_post: PublishPendingPost
    delete_pending_post: DeletePendingPost
    read_post: ReadPost
    form_pictures: FormPictures

    def index(self, request: Request) -> Response:
        """All of it."""
        scheduled, drafts = self.read_pending_posts(account_id=signed_in(request).account_id)
        return self.pages.show(request, "scheduled.html", scheduled=scheduled, drafts=drafts)

    def edit_form(self, request: Request) -> Response:
        """A page to change one on."""
        view = self._view(request)
        return self._form(request, view.pending, PendingPostForm.of(view.pending), view.media, 200)

    def edit(self, request: Request) -> Response:
        """Change one, and keep or publish it."""
        pending, form, say = self._view(request).pending, PendingPostForm(request.form), self.pages.sayer(request)
        form.offer(pending.language)
        form.offer_time_of(pending.poll)
        usual = "draft" if pending.scheduled_at is None else "schedule"
        deed = request.form.get("deed") or usual
        if deed not in ("publish", "schedule", "draft"):
            raise BadRequest("bad_form")
        taken, refusal = self.form_pictures.take(request)
        pictures = [each for each in taken if f"without_{each.media_id}" not in request.form]
        sound = form.is_sound(say)
        if refusal is not None:
            form.refuse(refusal, say)
        elif sound:
            try:
                return self._done(request, deed, pending, form, pictures)
            except ValidationError as error:
                form.refuse(error, say)
        return self._form(request, pending, form, pictures, 422)

    def publish(self, request: Request) -> Response:
        """Publish one as it is."""
        view = self._view(request)
        try:
            self.publish_pending_post(account_id=signed_in(request).account_id, pending_id=view.pending.id)
        except ValidationError as error:
            form = PendingPostForm.of(view.pending)
            form.refuse(error, self.pages.sayer(request))
            return self._form(request, view.pending, form, view.media, 422)
        return self.pages.go(_LIST, "post_published")

    def delete_form(self, request: Request) -> Response:
        """Ask whether it shall really go."""
        return self.pages.show(request, "pending_post_delete.html", view=self._view(request))

    def delete(self, request: Request) -> Response:
        """Throw one away."""
        self.delete_pending_post(account_id=signed_in(request).account_id, pending_id=request.path_id("pending_id"))
        return self.pages.go(_LIST, "pending_post_deleted")

    def _done(
        self, request: Request, deed: str, pending: PendingPost, form: PendingPostForm, media: Sequence[AttachedMedia]
    ) -> Response:
        reply_to = None if form.detached.data else pending.in_reply_to_id
        content = form.content(reply_to, [each.media_id for each in media])
        names = {each.media_id: f"described_{each.media_id}" for each in media}
        descriptions = {media_id: request.form.get(name) for media_id, name in names.items() if name in request.form}
        me = signed_in(request).account_id
        if deed == "publish":
            self.publish_pending_post(account_id=me, pending_id=pending.id, content=content, descriptions=descriptions)
            return self.pages.go(_LIST, "post_published")
        self.edit_pending_post(
            account_id=me,
            pending_id=pending.id,
            content=content,
            scheduled_at=form.moment() if deed == "schedule" else None,
            descriptions=descriptions,
        )
        return self.pages.go(_LIST, "post_scheduled" if deed == "schedule" else "draft_saved")

    def _view(self, request: Request) -> PendingPostView:
        return self.read_pending_post(
            account_id=signed_in(request).account_id, pending_id=request.path_id("pending_id")
        )

    def _form(
        self, request: Request, pending: PendingPost, form: PendingPostForm, media: Sequence[AttachedMedia], status: int
    ) -> Response:
        answered = self._answered(request, pending)
        return self.pages.show(
            request, "pending_post_edit.html", status, form=form, pending=pending, pictures=media, answered=answered
        )

    def _answered(self, request: Request, pending: PendingPost) -> PostView | None:
        if pending.in_reply_to_id is None:
            return None
        try:
            return self.read_post(viewer_id=signed_in(request).account_id, post_id=pending.in_reply_to_id)
        except (NotFound, Gone):
            return None
