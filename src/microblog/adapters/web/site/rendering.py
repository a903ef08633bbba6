"""From a template and what it shows to an answer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlencode

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import CookieRules, Response
from microblog.adapters.web.site import flashes
from microblog.adapters.web.site.page_parts import page_parts
from microblog.adapters.web.site.static import StaticFiles
from microblog.adapters.web.site.user_agents import browser
from microblog.domain.model.media import preview_name
from microblog.domain.model.views import AccountView
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.ports.clock import Clock
from microblog.ports.translator import Translator

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}".encode()
_REMEMBERED = 2048  # sentences, dates, numbers: of each so many for each language


@frozen
class Pages:
    """Renders the templates.

    There is one environment for each language, with its words as globals: so macros need no context, are imported
    once, and a page costs no look-up of the language for each sentence.
    """

    environments: Mapping[str, Environment]
    translator: Translator
    cookies: CookieRules

    @classmethod
    def build(
        cls,
        translator: Translator,
        static_files: StaticFiles,
        cookies: CookieRules,
        site_name: str,
        registration: Registration,
        clock: Clock,
        *,
        takes_recordings: bool = False,
    ) -> "Pages":
        """Prepare an environment for each language that the translator speaks."""
        site = {
            "site_name": site_name,
            "takes_recordings": takes_recordings,
            "may_sign_up": registration in (Registration.OPEN, Registration.APPROVAL),  # without an invitation
        }
        environments = {
            language: _environment(language, translator, static_files, site, clock) for language in translator.languages
        }
        return cls(environments, translator, cookies)

    def show(self, request: Request, template: str, /, status: int = 200, **values: object) -> Response:
        """A page for whoever asks. A flash message that waits for them is shown and gone."""
        environment = self.environments.get(request.locale) or self.environments["en"]
        code = request.cookies.get(self.cookies.name(flashes.COOKIE), "")
        sentence = flashes.SENTENCES.get(code)
        pieces = environment.get_template(template).generate(
            viewer=request.viewer,
            csrf_token=request.csrf_token,
            here_path=request.path,
            here=_here(request),
            flash=self.translator.gettext(request.locale, sentence) if sentence else "",
            **{"sought": "", **values},
        )
        # Each piece by itself: one letter that is not Latin would make a whole page wide, and slow to encode.
        page = b"".join([piece.encode() for piece in pieces])
        # HTML holds no NUL (section 13.2.5), but a form shows again what was typed, whatever that was.
        response = Response.html(page.replace(b"\0", _REPLACEMENT), status)
        return self.cookies.drop(response, flashes.COOKIE) if code else response

    def go(self, location: str, flash: str = "") -> Response:
        """After a form: see `location`, a path of ours, where the message of the code `flash` is shown."""
        response = Response.redirect(location)
        if not flash:
            return response
        if flash not in flashes.SENTENCES:
            raise ValueError(f"there is no flash message {flash!r}")
        return self.cookies.put(response, flashes.COOKIE, flash, flashes.SECONDS)

    def message(self, request: Request, heading: str, sentences: Sequence[str]) -> Response:
        """A page that only says something; `heading` and `sentences` are English and get translated."""
        return self.show(
            request,
            "message.html",
            heading=self.say(request, heading),
            sentences=[self.say(request, sentence) for sentence in sentences],
        )

    def say(self, request: Request, sentence: str, /, **params: object) -> str:
        """A sentence in the reader's language, as plain text."""
        return self.translator.gettext(request.locale, sentence, **params)

    def sayer(self, request: Request) -> Callable[..., str]:
        """`say` for this reader."""
        return partial(self.translator.gettext, request.locale)

    def languages(self) -> list[tuple[str, str]]:
        """The languages that the site speaks, each with its own name for itself."""
        return [(language, self.translator.language_name(language)) for language in self.translator.languages]


def without_referrer(response: Response) -> Response:
    """For a page whose address holds a secret: no request from it, not even to ourselves, says where it came from, and
    nobody keeps it.

    Not `no-referrer`: with that browsers send `Origin: null` with the page's form, as from a foreign page
    (Fetch standard, section 3.1).
    """
    return response.with_header("Referrer-Policy", "strict-origin").with_header("Cache-Control", "private, no-store")


def _here(request: Request) -> str:
    """Path and query of a page that was read, to come back to it; of a form's answer the path alone."""
    query = [(key, value) for key, value in request.query.pairs if key in ("q", "max_id", "min_id")]
    return f"{request.path}?{urlencode(query)}" if query and request.is_safe else request.path


class _Template(Template):
    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        # Jinja compares, at each import in each page, which globals the two templates have. Here all have the same.
        return super()._get_default_module()


class _Environment(Environment):
    template_class = _Template


def _environment(
    language: str, translator: Translator, static_files: StaticFiles, site: Mapping[str, object], clock: Clock
) -> Environment:
    environment = _Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True

    @lru_cache(maxsize=_REMEMBERED)
    def sentence(message: str) -> Markup:
        return escape(translator.gettext(language, message))

    def gettext(message: str, **params: object) -> Markup:
        # The sentence is text and is escaped; what is put into it is escaped too, unless it is markup already.
        return sentence(message) % params if params else sentence(message)

    @lru_cache(maxsize=_REMEMBERED)
    def ngettext(singular: str, plural: str, number: int) -> Markup:
        return escape(translator.ngettext(language, singular, plural, number))

    def bound(function: Callable[[str, Any], str]) -> Callable[[Any], str]:
        # A page shows the same few counts and minutes again and again, and Babel takes some 40 µs for each.
        return lru_cache(maxsize=_REMEMBERED)(partial(function, language))

    @lru_cache(maxsize=_REMEMBERED)
    def options(choices: tuple[tuple[str, str], ...], chosen: str) -> Markup:
        return Markup("").join(
            Markup('<option value="{}"{}>{}</option>').format(
                value, Markup(" selected") if value == chosen else "", sentence(label)
            )
            for value, label in choices
        )

    environment.globals.update(
        {
            "_": gettext,
            "gettext": gettext,
            "ngettext": ngettext,
            "static": static_files.paths.__getitem__,
            "language": language,
            **site,
            **page_parts(environment, clock),
        }
    )
    environment.filters.update(
        {
            "datetime": bound(translator.format_datetime),
            "date": bound(translator.format_date),
            "number": bound(translator.format_number),
            "iso": _iso,
            "avatar": _avatar,
            "preview": preview_name,
            "browser": browser,
            "trusted": Markup,
            # What was typed is no key to keep it by: it may be anything, of any length.
            "options": lambda field: options(field.choices, field.data if field.data in dict(field.choices) else ""),
        }
    )
    return environment


def _avatar(account: AccountView) -> str:
    """The small picture that somebody has chosen, else the one that is drawn."""
    return f"/media/{preview_name(account.avatar)}" if account.avatar else f"/avatars/{account.acct}.svg"


def _iso(moment: datetime) -> str:
    """For the `datetime` attribute of a `time` element."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
