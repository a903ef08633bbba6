"""Forms about reports."""

from wtforms import Field

from microblog.adapters.web.site.forms.form import ChoiceField, SiteForm, VerbatimField
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.report import ReportCategory
from microblog.ports.translator import N_

CATEGORIES = (
    (ReportCategory.OTHER.value, N_("Something else")),
    (ReportCategory.SPAM.value, N_("It is spam")),
    (ReportCategory.VIOLATION.value, N_("It breaks the rules of this server")),
    (ReportCategory.LEGAL.value, N_("It is against the law")),
)


class ReportForm(SiteForm):
    """What somebody is reported for."""

    category = ChoiceField(N_("What is wrong"), choices=CATEGORIES)
    comment = VerbatimField(N_("What the moderators should know"))

    def field_of(self, error: ValidationError) -> Field | None:
        """Rules are chosen where it is said what is wrong."""
        field: Field | None = self._fields.get("category" if error.field == "rule_ids" else error.field)
        return field
