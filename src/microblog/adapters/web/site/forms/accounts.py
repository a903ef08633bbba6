"""Forms about accounts."""

from collections.abc import Sequence

from wtforms import BooleanField, Field, PasswordField, StringField

from microblog.adapters.web.site.forms.form import ChoiceField, SiteForm, VerbatimField
from microblog.adapters.web.site.forms.posts import VISIBILITIES, languages_with
from microblog.domain.model.account import MAX_FIELDS
from microblog.domain.model.digest import DigestRhythm
from microblog.domain.model.errors import ValidationError
from microblog.ports.translator import N_


class SignUpForm(SiteForm):
    """For a new account."""

    username = StringField(N_("User name"))
    email = StringField(N_("Mail address"))
    password = PasswordField(N_("Password"))
    reason = VerbatimField(N_("Why do you want to join?"))
    invitation = StringField()


class NoteForm(SiteForm):
    """What one writes down about somebody."""

    comment = VerbatimField()


class ProfileForm(SiteForm):
    """What others see of an account."""

    display_name = StringField(N_("Name"))
    bio = VerbatimField(N_("About you"))
    label_0 = StringField(N_("Label"))
    value_0 = StringField(N_("Link or text"))
    label_1 = StringField(N_("Label"))
    value_1 = StringField(N_("Link or text"))
    label_2 = StringField(N_("Label"))
    value_2 = StringField(N_("Link or text"))
    label_3 = StringField(N_("Label"))
    value_3 = StringField(N_("Link or text"))
    locked = BooleanField(N_("Approve followers"))
    avatar = StringField(N_("Picture of you"))
    without_avatar = BooleanField(N_("Take away the picture of you"))
    header = StringField(N_("Picture above your profile"))
    without_header = BooleanField(N_("Take away the picture above your profile"))

    def rows(self) -> list[tuple[Field, Field]]:
        """The labelled links: the fields of each line."""
        return [(self[f"label_{row}"], self[f"value_{row}"]) for row in range(MAX_FIELDS)]

    def links(self) -> list[tuple[str, str]]:
        """What stands in them."""
        return [(label.data or "", value.data or "") for label, value in self.rows()]

    def field_of(self, error: ValidationError) -> Field | None:
        """The core speaks of `fields` and says in which line."""
        index = error.params.get("index")
        if error.field == "fields" and isinstance(index, int):
            return self.rows()[index][0 if error.code == "label_required" else 1]
        return super().field_of(error)


class FeaturedTagForm(SiteForm):
    """What one's profile shall show that one writes about."""

    name = StringField(N_("Hashtag"))


class PreferencesForm(SiteForm):
    """How the server treats somebody."""

    language = ChoiceField(N_("Language of the site"))
    mail_on_mention = BooleanField(N_("Send me a mail when somebody mentions me"))
    digest = ChoiceField(
        N_("Mail me what I missed"),
        (
            ("", N_("Never")),
            (DigestRhythm.DAILY.value, N_("Every day")),
            (DigestRhythm.WEEKLY.value, N_("Every week")),
        ),
    )
    default_visibility = ChoiceField(
        N_("Who can read your posts"), choices=VISIBILITIES[:3], default=VISIBILITIES[0][0]
    )
    default_language = ChoiceField(N_("Language of your posts"))
    default_sensitive = BooleanField(N_("Fold the pictures of your posts away as sensitive"))

    def offer(self, languages: Sequence[tuple[str, str]], written: str | None) -> "PreferencesForm":
        """The languages of the site, each with its own name for itself, and those to write in, with the present one."""
        self.language.choices = (("", N_("As the browser asks")), *languages)
        self.default_language.choices = languages_with(N_("That of the site"), written)
        return self


class DeleteAccountForm(SiteForm):
    """To leave for good."""

    password = PasswordField(N_("Password"))
