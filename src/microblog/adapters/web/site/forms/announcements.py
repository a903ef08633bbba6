"""Forms about announcements."""

from datetime import UTC, datetime

from wtforms import Field, StringField

from microblog.adapters.web.moments import moment_of
from microblog.adapters.web.site.forms.form import SiteForm, VerbatimField
from microblog.domain.model.announcement import Announcement
from microblog.domain.model.errors import ValidationError
from microblog.ports.translator import N_


class AnnouncementForm(SiteForm):
    """What is told, and until when."""

    text = VerbatimField(N_("What everybody should know"))
    ends_at = StringField(N_("Until when (UTC)"))

    @classmethod
    def of(cls, kept: Announcement) -> "AnnouncementForm":
        """The form with what there is."""
        ends_at = "" if kept.ends_at is None else kept.ends_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
        return cls(data={"text": kept.text, "ends_at": ends_at})

    def moment(self) -> datetime | None:
        """When it ends. Raises ValidationError for what is no date with a time."""
        text = (self.ends_at.data or "").strip()
        return moment_of(text, "ends_at") if text else None

    def field_of(self, error: ValidationError) -> Field | None:
        """The core calls the text after what it is."""
        field: Field | None = self._fields.get("text" if error.field == "announcement" else error.field)
        return field
