"""What those who run the server tell everybody."""

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.forms.announcements import AnnouncementForm
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.announcement import Announcement
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.domain.use_cases.announcements.answer_announcement import (
    DismissAnnouncement,
    ReactToAnnouncement,
    UnreactToAnnouncement,
)
from microblog.domain.use_cases.announcements.read_announcements import ReadAllAnnouncements, ReadAnnouncement
from microblog.domain.use_cases.announcements.write_announcement import (
    DeleteAnnouncement,
    EndAnnouncement,
    WriteAnnouncement,
)
from microblog.ports.clock import Clock

_PATH = "/moderation/announcements"


@frozen
class AnnouncementViews:
    """The owners' pages, and the buttons of everybody else."""

    pages: Pages
    clock: Clock
    registration: Registration
    read_all_announcements: ReadAllAnnouncements
    read_announcement: ReadAnnouncement
    write_announcement: WriteAnnouncement
    end_announcement: EndAnnouncement
    delete_announcement: DeleteAnnouncement
    dismiss_announcement: DismissAnnouncement
    react_to_announcement: ReactToAnnouncement
    unreact_to_announcement: UnreactToAnnouncement

    def dismiss(self, request: Request) -> Response:
        """Have read one."""
        announcement_id = request.path_id("announcement_id")
        self.dismiss_announcement(account_id=signed_in(request).account_id, announcement_id=announcement_id)
        return self.pages.go("/")

    def react(self, request: Request) -> Response:
        """Answer with an emoji."""
        try:
            self.react_to_announcement(
                account_id=signed_in(request).account_id,
                announcement_id=request.path_id("announcement_id"),
                name=(request.form.get("name") or "").strip(),
            )
        except ValidationError as error:
            return self.pages.go("/", "emojis_full" if error.code == "too_many" else "no_emoji")
        return self.pages.go("/")

    def unreact(self, request: Request) -> Response:
        """Take the answer back."""
        self.unreact_to_announcement(
            account_id=signed_in(request).account_id,
            announcement_id=request.path_id("announcement_id"),
            name=request.form.get("name") or "",
        )
        return self.pages.go("/")

    def index(self, request: Request) -> Response:
        """All of them, and a form to write one."""
        return self._index(request, AnnouncementForm(), 200)

    def create(self, request: Request) -> Response:
        """Write one."""
        form = AnnouncementForm(request.form)
        if not self._write(request, form, None):
            return self._index(request, form, 422)
        return self.pages.go(_PATH, "saved")

    def edit_form(self, request: Request) -> Response:
        """What one says."""
        found = self._one(request)
        return self._edit(request, found, AnnouncementForm.of(found), 200)

    def edit(self, request: Request) -> Response:
        """Change, publish, end or delete one."""
        found, deed = self._one(request), request.form.get("answer")
        if deed == "end":
            self.end_announcement(announcement_id=found.id)
            return self.pages.go(_PATH, "announcement_ended")
        if deed == "delete":
            self.delete_announcement(announcement_id=found.id)
            return self.pages.go(_PATH, "announcement_deleted")
        form = AnnouncementForm(request.form)
        if not self._write(request, form, found.id):
            return self._edit(request, found, form, 422)
        return self.pages.go(_PATH, "saved")

    def _one(self, request: Request) -> Announcement:
        return self.read_announcement(announcement_id=request.path_id("announcement_id"))

    def _write(self, request: Request, form: AnnouncementForm, announcement_id: int | None) -> bool:
        deed = request.form.get("answer")
        if deed not in ("publish", "draft"):
            raise BadRequest("bad_form")
        try:
            self.write_announcement(
                text=form.text.data or "",
                publish=deed == "publish",
                ends_at=form.moment(),
                announcement_id=announcement_id,
            )
        except ValidationError as error:
            form.refuse(error, self.pages.sayer(request))
            return False
        return True

    def _index(self, request: Request, form: AnnouncementForm, status: int) -> Response:
        now = self.clock()
        every = [(one, one.is_shown(now)) for one in self.read_all_announcements()]
        return self._show(request, "moderation_announcements.html", status, every=every, form=form)

    def _edit(self, request: Request, found: Announcement, form: AnnouncementForm, status: int) -> Response:
        shown = found.is_shown(self.clock())
        return self._show(request, "moderation_announcement.html", status, one=found, shown=shown, form=form)

    def _show(self, request: Request, template: str, status: int, **values: object) -> Response:
        may_invite = self.registration is not Registration.CLOSED
        return self.pages.show(request, template, status, may_invite=may_invite, **values)
