from microblog.adapters.web.fields import Fields
from microblog.adapters.web.site.forms.accounts import ProfileForm
from microblog.adapters.web.site.forms.posts import ComposeForm, EditPostForm, languages
from microblog.domain.model.errors import ValidationError


def say(sentence: str, **params: object) -> str:
    return sentence % params if params else sentence


def test_text_is_taken_as_it_was_typed_but_for_the_line_ends_that_browsers_make() -> None:
    form = ComposeForm(Fields((("text", "  a\r\n\r\nb \t"),)))
    assert form.text.data == "  a\n\nb \t"


def test_a_choice_that_was_not_offered_is_refused() -> None:
    form = ComposeForm(Fields((("text", "a"), ("visibility", "everybody"), ("language", "en"))))
    form.offer(None)
    assert not form.is_sound(say)
    assert form.visibility.errors == ["This is none of the choices. Choose one of the list."]
    assert form.language.errors == []


def test_what_is_not_sent_has_its_default() -> None:
    form = ComposeForm(Fields((("text", "a"),)))
    form.offer(None)
    assert form.is_sound(say)
    assert form.visibility.data == "public"
    assert [value for value, _, chosen in form.visibility.options() if chosen] == ["public"]


def test_the_language_of_an_old_post_is_offered_even_if_it_is_rare() -> None:
    form = EditPostForm(text="a", language="gsw")
    form.offer("gsw")
    assert ("gsw", "gsw", True) in list(form.language.options())
    assert EditPostForm().offer("de").language.data == "de"


def test_languages_are_called_by_their_own_names() -> None:
    names = dict(languages())
    assert (names["de"], names["fr"], names["ja"]) == ("Deutsch", "Français", "日本語")


def test_an_error_about_a_link_stands_beside_its_line() -> None:
    form = ProfileForm(Fields((("value_2", "https://example.org"),)))
    form.refuse(ValidationError("fields", "label_required", {"index": 2}), say)
    assert list(form.errors) == ["label_2"]
    form = ProfileForm(Fields())
    form.refuse(ValidationError("fields", "line_break", {"index": 1}), say)
    assert list(form.errors) == ["value_1"]


def test_an_error_about_no_field_of_the_form_stands_above_it() -> None:
    form = ComposeForm(Fields())
    form.refuse(ValidationError("elsewhere", "required"), say)
    assert form.form_errors == ["This is still empty. Fill it in."]
