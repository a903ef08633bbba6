"""What all forms of the site share."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

from wtforms import Field, Form, StringField
from wtforms.validators import StopValidation

from microblog.adapters.web.sentences import sentence_of
from microblog.domain.model.errors import ValidationError
from microblog.ports.translator import N_

Say = Callable[..., str]
"""From an English sentence and its parameters to the reader's language."""


class SiteForm(Form):
    """A form whose faults are said in the reader's language."""

    class Meta:
        """WTForms does not translate; what it says is ours and is translated as everything else."""

        locales: ClassVar[bool] = False

    def is_sound(self, say: Say) -> bool:
        """Whether every choice is one of those that were offered."""
        sound = bool(self.validate())
        for field in self._fields.values():
            field.errors = [say(str(error)) for error in field.errors]
        return sound

    def refuse(self, error: ValidationError, say: Say) -> None:
        """Put what the core has against a value beside its field, or above the form where it has no such field."""
        sentence, params = sentence_of(error)
        field = self.field_of(error)
        if field is None:
            self.form_errors.append(say(sentence, **params))
        else:
            field.errors = [*field.errors, say(sentence, **params)]

    def field_of(self, error: ValidationError) -> Field | None:
        """The field that the error speaks of."""
        field: Field | None = self._fields.get(error.field)
        return field


class VerbatimField(StringField):
    """Text just as it was typed; browsers send every line break as CR LF (HTML 4.10.5), which becomes LF again."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the first value."""
        self.data = valuelist[0].replace("\r\n", "\n") if valuelist else ""


class ChoiceField(StringField):
    """One of some options, each a value and a label in English or in its own language."""

    def __init__(self, label: str, choices: Sequence[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(label, **more)
        self.choices = tuple(choices)

    def options(self) -> Iterator[tuple[str, str, bool]]:
        """Value, label, and whether it is the chosen one."""
        return ((value, label, value == (self.data or "")) for value, label in self.choices)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms calls it so
        """Refuse what was not offered."""
        if (self.data or "") not in dict(self.choices):
            raise StopValidation(N_("This is none of the choices. Choose one of the list."))
