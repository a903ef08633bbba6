"""Each kind of mail in each language, as its reader sees it."""

from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from microblog.adapters.email.composer import TemplateComposer, one_line, quoted
from microblog.adapters.localization.translator import CatalogueTranslator
from microblog.domain.model.digest import DigestEntry
from microblog.domain.model.mail import InvalidMail, Mail, Recipient
from microblog.domain.model.notification import NotificationKind

COMPOSER = TemplateComposer(CatalogueTranslator())
UNTIL = datetime(2026, 11, 22, 10, 9, tzinfo=UTC)
LINK = "https://example.org/do?token=a&lang=b"
EVIL = '<b>"Bob" & \r\nBcc: x@example.org</b>'


def anna(language: str) -> Recipient:
    return Recipient("anna@example.org", "Anna <Ä>", language)


def confirmation(language: str) -> Mail:
    return COMPOSER.address_confirmation(
        to=anna(language), message_id="1@h", server_name="Möwe & Co", handle="@anna", link=LINK, valid_until=UNTIL
    )


def reset(language: str) -> Mail:
    return COMPOSER.password_reset(
        to=anna(language), message_id="2@h", server_name="Möwe & Co", handle="@anna", link=LINK, valid_until=UNTIL
    )


def mention(language: str, content_warning: str = "", author_name: str = EVIL) -> Mail:
    return COMPOSER.mention(
        to=anna(language),
        message_id="3@h",
        server_name="Möwe & Co",
        author_name=author_name,
        author_handle="@bob",
        posted_at=UNTIL,
        content_warning=content_warning,
        post_text="Hello @anna\n\n1 < 2",
        post_html='<p>Hello <a href="https://example.org/@anna">@anna</a></p><p>1 &lt; 2</p>',
        post_link=LINK,
        settings_link="https://example.org/settings/mail",
        unsubscribe_link="https://example.org/unsubscribe/abc",
    )


def digest(language: str, has_more: bool = True) -> Mail:
    entries = [
        DigestEntry(NotificationKind.MENTION, EVIL, "@bob", LINK, "Hello @anna\n\n1 < 2 " + "x" * 400, ""),
        DigestEntry(NotificationKind.LIKE, "", "@carla", LINK, "Hidden", "Spiders <"),
        DigestEntry(NotificationKind.FOLLOW, "Dora", "@dora", LINK, "", ""),
    ]
    return COMPOSER.digest(
        to=anna(language),
        message_id="6@h",
        server_name="Möwe & Co",
        entries=entries,
        has_more=has_more,
        notifications_link="https://example.org/notifications",
        settings_link="https://example.org/settings/mail",
        unsubscribe_link="https://example.org/unsubscribe/abc",
    )


def waiting(language: str, reason: str = "I <3 gulls\nand terns") -> Mail:
    return COMPOSER.registration_waiting(
        to=anna(language), message_id="4@h", server_name="Möwe & Co", handle="@bob", reason=reason, review_link=LINK
    )


def approved(language: str) -> Mail:
    return COMPOSER.registration_approved(
        to=anna(language), message_id="5@h", server_name="Möwe & Co", handle="@anna", login_link=LINK
    )


class _Reader(HTMLParser):
    """The text and the links of an HTML mail, and whether its tags are balanced."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str | None] = []
        self.open: list[str] = []
        self.balanced = True
        self.feed(html)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag not in {"meta", "br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.balanced &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


CASES = [
    (confirmation, "en", "Confirm your address for Möwe & Co", "The link works until Nov 22, 2026"),
    (confirmation, "de", "Bestätige deine Adresse für Möwe & Co", "Der Link gilt bis 22.11.2026"),
    (reset, "en", "Choose a new password for Möwe & Co", "The link works once, until Nov 22, 2026"),
    (reset, "de", "Wähle ein neues Passwort für Möwe & Co", "Der Link gilt einmal, bis 22.11.2026"),
    (mention, "en", '<b>"Bob" & Bcc: x@example.org</b> mentioned you', "No more mails about mentions"),
    (mention, "de", '<b>"Bob" & Bcc: x@example.org</b> hat dich erwähnt', "Keine Mails mehr bei Erwähnungen"),
    (digest, "en", "What you missed on Möwe & Co", '<b>"Bob" & Bcc: x@example.org</b> mentioned you'),
    (digest, "de", "Was du auf Möwe & Co verpasst hast", "@carla gefällt dein Beitrag"),
    (waiting, "en", "@bob asks for an account on Möwe & Co", "This is what they wrote:"),
    (waiting, "de", "@bob bittet um ein Konto auf Möwe & Co", "Dazu steht in der Anfrage:"),
    (approved, "en", "Welcome to Möwe & Co", "Your account @anna was approved."),
    (approved, "de", "Willkommen auf Möwe & Co", "Dein Konto @anna wurde freigeschaltet."),
]


@pytest.mark.parametrize(("compose", "language", "subject", "sentence"), CASES)
def test_says_what_it_is_about_in_both_parts(
    compose: Callable[[str], Mail], language: str, subject: str, sentence: str
) -> None:
    mail = compose(language)
    html = _Reader(mail.html)
    assert mail.subject == subject
    assert (mail.to_address, mail.headers["Auto-Submitted"]) == ("anna@example.org", "auto-generated")
    assert sentence in mail.text
    assert sentence in html.text
    assert LINK in mail.text.split()
    assert LINK in html.links
    assert f'<html lang="{language}">' in mail.html
    assert html.balanced
    assert not html.open
    assert "%(" not in mail.text + mail.html
    assert "&amp;" not in mail.text
    assert "Möwe & Co" in mail.text
    assert "Möwe & Co" in html.text
    assert "\n\n\n" not in mail.text


def test_what_people_wrote_is_escaped_in_html() -> None:
    mail = mention("en")
    assert "<b>" not in mail.html
    assert "&lt;b&gt;" in mail.html
    assert '<a href="https://example.org/@anna">@anna</a>' in mail.html
    assert "I &lt;3 gulls" in waiting("en").html


def test_a_mention_quotes_the_post_in_text() -> None:
    assert "> Hello @anna\n>\n> 1 < 2\n" in mention("en").text


def test_a_mention_can_be_unsubscribed_from_with_one_click() -> None:
    headers = mention("en").headers
    assert headers["List-Unsubscribe"] == "<https://example.org/unsubscribe/abc>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in reset("en").headers


def test_a_post_behind_a_warning_stays_there() -> None:
    mail = mention("en", content_warning="Spoiler <1>")
    for part in (mail.text, mail.html):
        assert "Hello" not in part
    assert "Content warning: Spoiler <1>" in mail.text
    assert "Spoiler &lt;1&gt;" in mail.html


@pytest.mark.parametrize("kind", NotificationKind)
def test_a_digest_has_words_for_everything_that_people_are_told(kind: NotificationKind) -> None:
    entry = DigestEntry(kind, "Bob", "@bob", LINK, "", "")
    mail = COMPOSER.digest(
        to=anna("de"),
        message_id="6@h",
        server_name="x",
        entries=[entry],
        has_more=False,
        notifications_link=LINK,
        settings_link=LINK,
        unsubscribe_link=LINK,
    )
    assert "Bob" in mail.text.partition("*")[2].partition("(@bob)")[0]


def test_a_digest_shows_little_of_long_posts_and_nothing_of_those_behind_a_warning() -> None:
    mail = digest("en")
    for part in (mail.text, mail.html):
        assert "Hidden" not in part
        assert "x" * 100 in part
        assert "x" * 300 not in part
        assert "And more." in part
    assert "And more." not in digest("en", has_more=False).text
    assert "> Hello @anna\n>\n> 1 < 2 xxx" in mail.text
    assert "Content warning: Spiders <\n" in mail.text
    assert "Spiders &lt;" in mail.html
    assert "<b>" not in mail.html
    assert "Dora follows you (@dora)\nhttps://" in mail.text
    assert mail.headers["List-Unsubscribe"] == "<https://example.org/unsubscribe/abc>"
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_author_without_a_name_is_called_by_the_handle() -> None:
    assert mention("en", author_name=" ").subject == "@bob mentioned you"


def test_a_confirmation_does_not_repeat_a_name_that_a_stranger_may_have_typed() -> None:
    mail = confirmation("en")
    assert mail.to_name == ""
    assert "Anna" not in mail.text + mail.html


def test_a_request_without_a_reason_says_so() -> None:
    assert "They gave no reason." in waiting("en", reason="").text
    assert "Eine Begründung wurde nicht angegeben." in waiting("de", reason="").html


def test_an_unknown_language_is_answered_in_english() -> None:
    assert approved("fr").subject == "Welcome to Möwe & Co"


def test_a_link_cannot_carry_a_header() -> None:
    with pytest.raises(InvalidMail):
        COMPOSER.mention(
            to=anna("en"),
            message_id="3@h",
            server_name="x",
            author_name="",
            author_handle="@bob",
            posted_at=UNTIL,
            content_warning="",
            post_text="",
            post_html="",
            post_link=LINK,
            settings_link=LINK,
            unsubscribe_link="https://example.org/\r\nBcc: x@example.org",
        )


@pytest.mark.parametrize(
    ("name", "line"),
    [("a\r\n b\x00c\u2028d", "a b c d"), ("a\u202eb\u2066c", "abc"), ("x" * 200, "x" * 99 + "…"), ("👩‍👧 Ä", "👩‍👧 Ä")],
)
def test_names_become_one_line(name: str, line: str) -> None:
    assert one_line(name) == line


def test_quoting_keeps_empty_lines() -> None:
    assert quoted("\na\n\nb\n") == "> a\n>\n> b"
