"""Writes the mails, from the templates beside this file."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from unicodedata import category

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from microblog.domain.model.digest import DigestEntry
from microblog.domain.model.mail import Mail, Recipient
from microblog.domain.model.notification import NotificationKind
from microblog.ports.mail_composer import MailComposer
from microblog.ports.translator import N_, Translator

_TEMPLATES = Path(__file__).parent / "templates"
# Characters that turn the writing direction of what follows: a name could dress up the sentence around it.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MAX_NAME = 100


def one_line(name: str) -> str:
    """A name as it may stand in a sentence or a header: no line breaks or other controls, at most 100 characters."""
    visible = "".join(" " if category(c) in {"Cc", "Zl", "Zp", "Cs"} else c for c in _DIRECTION.sub("", name))
    line = " ".join(visible.split())
    return line if len(line) <= _MAX_NAME else line[: _MAX_NAME - 1] + "…"


def quoted(text: str) -> str:
    """A text as mail quotes one: every line begins with `> `."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def _environment(translator: Translator, language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        partial(translator.gettext, language), partial(translator.ngettext, language), newstyle=True
    )
    environment.filters["quoted"] = quoted
    environment.filters["moment"] = partial(translator.format_datetime, language)
    environment.globals["language"] = language
    return environment


class TemplateComposer(MailComposer):
    """A text and an HTML template for each kind of mail; safe to share between threads."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._environments = {language: _environment(translator, language) for language in translator.languages}

    def _compose(
        self,
        kind: str,
        to: Recipient,
        message_id: str,
        subject: str,
        *,
        headers: Mapping[str, str] | None = None,
        show_name: bool = True,
        server_name: str,
        **values: object,
    ) -> Mail:
        language = to.language if to.language in self._environments else self._translator.languages[0]
        environment = self._environments[language]
        name, server = one_line(to.name) if show_name else "", one_line(server_name)
        sentences = {key: one_line(v) if isinstance(v, str) and key in _NAMES else v for key, v in values.items()}
        title = self._translator.gettext(language, subject, server=server, **_only_names(sentences))
        context = {"name": name, "server": server, "subject": title, **sentences}
        return Mail(
            to_address=to.address,
            to_name=name,
            subject=title,
            text=environment.get_template(f"{kind}.txt").render(context),
            html=environment.get_template(f"{kind}.html").render(context),
            message_id=message_id,
            headers={"Auto-Submitted": "auto-generated", **(headers or {})},
        )

    def address_confirmation(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        handle: str,
        link: str,
        valid_until: datetime,
    ) -> Mail:
        return self._compose(
            "address_confirmation",
            to,
            message_id,
            N_("Confirm your address for %(server)s"),
            show_name=False,
            server_name=server_name,
            handle=handle,
            link=link,
            valid_until=valid_until,
        )

    def password_reset(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        handle: str,
        link: str,
        valid_until: datetime,
    ) -> Mail:
        return self._compose(
            "password_reset",
            to,
            message_id,
            N_("Choose a new password for %(server)s"),
            server_name=server_name,
            handle=handle,
            link=link,
            valid_until=valid_until,
        )

    def mention(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        author_name: str,
        author_handle: str,
        posted_at: datetime,
        content_warning: str,
        post_text: str,
        post_html: str,
        post_link: str,
        settings_link: str,
        unsubscribe_link: str,
    ) -> Mail:
        return self._compose(
            "mention",
            to,
            message_id,
            N_("%(author)s mentioned you"),
            headers=_one_click(unsubscribe_link),
            server_name=server_name,
            author=author_name.strip() or author_handle,
            author_handle=author_handle,
            posted_at=posted_at,
            content_warning=content_warning,
            post_text=post_text,
            post_html=Markup(post_html),  # noqa: S704 (sanitized, as the port demands)
            post_link=post_link,
            settings_link=settings_link,
            unsubscribe_link=unsubscribe_link,
        )

    def digest(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        entries: Sequence[DigestEntry],
        has_more: bool,
        notifications_link: str,
        settings_link: str,
        unsubscribe_link: str,
    ) -> Mail:
        language = to.language if to.language in self._environments else self._translator.languages[0]
        return self._compose(
            "digest",
            to,
            message_id,
            N_("What you missed on %(server)s"),
            headers=_one_click(unsubscribe_link),
            server_name=server_name,
            entries=[self._shown(language, entry) for entry in entries],
            has_more=has_more,
            notifications_link=notifications_link,
            settings_link=settings_link,
            unsubscribe_link=unsubscribe_link,
        )

    def _shown(self, language: str, entry: DigestEntry) -> Mapping[str, str]:
        """What the templates show of an entry."""
        handle = one_line(entry.handle)
        name = one_line(entry.name) or handle
        return {
            "says": self._translator.gettext(language, _WORDS[entry.kind], name=name),
            "handle": handle,
            "link": entry.link,
            "text": entry.text.strip(),
            "content_warning": one_line(entry.content_warning),
        }

    def registration_waiting(
        self,
        *,
        to: Recipient,
        message_id: str,
        server_name: str,
        handle: str,
        reason: str,
        review_link: str,
    ) -> Mail:
        return self._compose(
            "registration_waiting",
            to,
            message_id,
            N_("%(handle)s asks for an account on %(server)s"),
            server_name=server_name,
            handle=handle,
            reason=reason,
            review_link=review_link,
        )

    def registration_approved(
        self, *, to: Recipient, message_id: str, server_name: str, handle: str, login_link: str
    ) -> Mail:
        return self._compose(
            "registration_approved",
            to,
            message_id,
            N_("Welcome to %(server)s"),
            server_name=server_name,
            handle=handle,
            login_link=login_link,
        )


_WORDS = {
    NotificationKind.MENTION: N_("%(name)s mentioned you"),
    NotificationKind.FOLLOW: N_("%(name)s follows you"),
    NotificationKind.FOLLOW_REQUEST: N_("%(name)s asks to follow you"),
    NotificationKind.LIKE: N_("%(name)s likes your post"),
    NotificationKind.BOOST: N_("%(name)s boosted your post"),
    NotificationKind.POLL: N_("A poll by %(name)s has ended"),
    NotificationKind.REPORT: N_("%(name)s reported somebody"),
}
_NAMES = frozenset({"author", "author_handle", "handle", "content_warning"})


def _one_click(unsubscribe_link: str) -> Mapping[str, str]:
    """Headers by which mail programs offer to unsubscribe (RFC 2369, RFC 8058)."""
    return {"List-Unsubscribe": f"<{unsubscribe_link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _only_names(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if key in _NAMES}
