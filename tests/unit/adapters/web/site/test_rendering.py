import gc
import weakref
from functools import cache

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from microblog.adapters.localization.translator import CatalogueTranslator
from microblog.adapters.system.system_clock import SystemClock
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import CookieRules
from microblog.adapters.web.site.forms.posts import EditPostForm
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.site.static import StaticFiles
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.use_cases.accounts.sign_up import Registration


@cache
def pages(registration: Registration = Registration.OPEN) -> Pages:
    cookies = CookieRules(secure=False)
    return Pages.build(
        CatalogueTranslator(), StaticFiles.load(), cookies, "a <small> site", registration, SystemClock()
    )


def rendered(source: str, language: str = "en", **values: object) -> str:
    return pages().environments[language].from_string(source).render(**values)


def test_everything_is_escaped_unless_it_is_trusted() -> None:
    assert rendered("{{ x }}{{ x | trusted }}", x="<b>") == "&lt;b&gt;<b>"
    assert (
        "a &lt;small&gt; site"
        in pages().show(Request("GET", "/about", ""), "about.html", texts=ServerTexts()).body.decode()
    )


def test_what_is_put_into_a_sentence_is_escaped_unless_it_is_markup() -> None:
    source = '{{ _("%(name)s boosted", name=name) }}'
    assert rendered(source, name="<i>") == "&lt;i&gt; boosted"
    assert rendered(source, name=Markup("<a>x</a>")) == "<a>x</a> boosted"
    assert rendered(source, "de", name="Ada") == "Ada hat geteilt"


def test_a_missing_value_is_an_error_and_no_gap() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ nowhere }}")


def test_a_flash_message_is_shown_once_and_only_from_the_table() -> None:
    answer = pages().show(Request("GET", "/about", "", cookies={"flash": "saved"}), "about.html", texts=ServerTexts())
    assert b"Saved." in answer.body
    assert "Max-Age=0" in (answer.header("Set-Cookie") or "")
    answer = pages().show(
        Request("GET", "/about", "", cookies={"flash": "<script>"}), "about.html", texts=ServerTexts()
    )
    assert b'class="flash"' not in answer.body
    assert pages().show(Request("GET", "/about", ""), "about.html", texts=ServerTexts()).header("Set-Cookie") is None
    with pytest.raises(ValueError, match="no flash message"):
        pages().go("/", "made up")


@pytest.mark.parametrize("registration", Registration)
def test_only_who_may_sign_up_is_invited_to(registration: Registration) -> None:
    page = pages(registration).show(Request("GET", "/about", ""), "about.html", texts=ServerTexts()).body
    assert (b'href="/signup"' in page) is (registration in (Registration.OPEN, Registration.APPROVAL))


def test_an_unknown_language_is_answered_in_english() -> None:
    assert (
        b'<html lang="en">'
        in pages().show(Request("GET", "/about", "", locale="tlh"), "about.html", texts=ServerTexts()).body
    )


class _Typed(str):
    """A text that can be watched."""

    __slots__ = ("__weakref__",)


def test_what_was_typed_in_place_of_a_choice_is_not_kept() -> None:
    typed = _Typed("z" * 60_000)
    form = EditPostForm(language=typed).offer(None)
    assert form.language.data is typed
    assert '<option value="" selected>' in rendered("{{ field | options }}", field=form.language)
    gone = weakref.ref(typed)
    del form, typed
    gc.collect()
    assert gone() is None


def test_the_choice_is_selected() -> None:
    form = EditPostForm(language="de").offer(None)
    assert rendered("{{ field | options }}", field=form.language).count("selected") == 1
    assert '<option value="de" selected>' in rendered("{{ field | options }}", field=form.language)
