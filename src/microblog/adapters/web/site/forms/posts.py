"""Forms to write with."""

from functools import lru_cache

from babel import Locale
from wtforms import Field, StringField

from microblog.adapters.web.site.forms.form import ChoiceField, SiteForm, VerbatimField
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.post import Visibility
from microblog.ports.translator import N_

_LANGUAGES = (
    "ar bg bn ca cs da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kn ko lt lv mk ml mr ms nb"
    " ne nl nn pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi zh"
)
_VISIBILITIES = [
    (Visibility.PUBLIC.value, N_("Public")),
    (Visibility.UNLISTED.value, N_("Unlisted")),
    (Visibility.FOLLOWERS.value, N_("Followers")),
    (Visibility.MENTIONED.value, N_("Mentioned people")),
]


@lru_cache(maxsize=1)
def languages() -> list[tuple[str, str]]:
    """Languages that people write in, by what they call themselves, in the order of those names."""
    named = [(code, Locale.parse(code).get_display_name() or code) for code in _LANGUAGES.split()]
    return sorted(((code, name[:1].upper() + name[1:]) for code, name in named), key=lambda pair: pair[1].casefold())


class EditPostForm(SiteForm):
    """What can be changed of a post."""

    text = VerbatimField(N_("Text of the post"))
    content_warning = StringField(N_("Content warning"))
    language = ChoiceField(N_("Language"))
    pictures = StringField(N_("Pictures"))
    """Stands for all of them: what is wrong with one is said here."""

    def field_of(self, error: ValidationError) -> Field | None:
        """The core speaks of a file, of its description and of the pictures of a post."""
        if error.field in ("file", "description", "media_ids"):
            field: Field = self.pictures
            return field
        return super().field_of(error)

    def offer(self, language: str | None) -> "EditPostForm":
        """The languages to choose from; `language` is among them and chosen where nothing else is."""
        offered = (("", N_("No language")), *languages())
        if language and language not in dict(offered):
            offered = (*offered, (language, language))
        self.language.choices = offered
        if self.language.data is None:
            self.language.data = language or ""
        return self


class ComposeForm(EditPostForm):
    """A new post."""

    visibility = ChoiceField(N_("Who can read it"), choices=_VISIBILITIES, default=Visibility.PUBLIC.value)
    idempotency_key = StringField()
