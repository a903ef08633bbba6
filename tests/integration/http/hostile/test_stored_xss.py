"""Markup in every field that is kept, looked at on every page, in every feed and in every mail."""

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

from attrs import Factory, define

from microblog.domain.model.account import Role
from tests.integration.http.hostile.house import House, open_house
from tests.integration.http.site.people import PASSWORD, Person

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea></title><script>alert(1)</script>",
    "<a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    'https://evil.example/"onmouseover="alert(1)',
    "https://evil.example/'><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}<b>${7*7}",
    "&lt;script&gt;alert(1)&lt;/script&gt;<!--",
    "]]><script>alert(1)</script>",
    "\u2028<style>@import'//evil.example'</style>",
    "@evil<img src=x onerror=alert(1)> #tag<svg onload=alert(1)>",
)
FEED_ELEMENTS = {
    *("feed", "id", "title", "updated", "link", "author", "name", "uri", "subtitle", "entry", "published"),
    *("content", "category", "rss", "channel", "description", "lastBuildDate", "item", "guid", "pubDate"),
}
OURS = re.compile(r"/|https?://|mailto:|#")
LOADING = {"script", "img", "link", "iframe", "object", "embed", "base", "frame", "form", "button", "input"}


@define
class Inspector(HTMLParser):
    """Reads a page as a browser does and collects what should not be in it."""

    found: list[str] = Factory(list)

    def __attrs_pre_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "iframe", "object", "embed", "base", "frame"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(f"{name} on <{tag}>")
            if name in ("href", "src", "action", "formaction", "xlink:href"):
                if not OURS.match(value or ""):
                    self.found.append(f"<{tag} {name}={value!r}>")
                if tag in LOADING and not (value or "").startswith(("/", "#")):
                    self.found.append(f"<{tag}> loads {value!r}")
        if tag == "script" and not dict(attrs).get("src"):
            self.found.append("<script> inline")


def faults(page: str) -> list[str]:
    inspector = Inspector()
    inspector.feed(page)
    inspector.close()
    return inspector.found


def mail_faults(mail: str) -> list[str]:
    """Mail programs know no style but what stands in the mail; of style sheets there is the one of ours."""
    assert mail.count("<style") == 1
    return [fault for fault in faults(mail) if fault != "<style>" and not fault.startswith("style on")]


def looked_at(person: Person, paths: list[str]) -> None:
    for path in paths:
        page = person.page(path)
        assert "alert(1)" in page or "evil.example" in page or "7*7" in page, path  # it was there to be seen
        assert faults(page) == [], path


def test_the_inspector_sees_what_it_is_there_for() -> None:
    live = [attack for attack in ATTACKS if faults(f'<textarea>{attack}</textarea><input value="{attack}">{attack}')]
    assert len(live) >= 9, live


def safe_feeds(person: Person, username: str) -> None:
    for feed in (f"/@{username}.atom", f"/@{username}.rss"):
        text = person.page(feed)
        assert text.count("alert(1)") >= len(ATTACKS) - 3
        root = ET.fromstring(text)
        assert {element.tag.rpartition("}")[2] for element in root.iter()} <= FEED_ELEMENTS
        for element in root.iter():
            if element.tag.endswith(("content", "description")):
                assert faults(element.text or "") == []


def test_markup_in_posts_stays_text(house: House) -> None:
    villain, victim, stranger = house.person("villain"), house.person("victim"), house.newcomer()
    victim.press("/@villain/follow", at="/@villain")
    for attack in ATTACKS:
        post = villain.write(f"@victim {attack} #birds")
        edit = {"text": f"@victim {attack} #birds edited", "language": ""}
        assert villain.send(f"/@villain/{post}/edit", edit).status == 303
    looked_at(victim, [f"/@villain/{post}/history", f"/@villain/{post}/reply"])
    looked_at(villain, [f"/@villain/{post}/edit", f"/@villain/{post}/delete"])
    lists = ["/public", "/@villain", "/@villain/with_replies", "/tags/birds", f"/@villain/{post}"]
    looked_at(stranger, lists)
    looked_at(victim, ["/", "/notifications", *lists])
    safe_feeds(stranger, "villain")
    mails = [mail for mail in house.mails if mail.to_address == "victim@example.org"]
    assert len(mails) == len(ATTACKS)
    assert [fault for mail in mails for fault in mail_faults(mail.html)] == []
    assert not [mail for mail in mails if "\n" in mail.subject]


def test_markup_in_warnings_and_replies_stays_text(house: House) -> None:
    villain, victim = house.person("villain"), house.person("victim")
    start = victim.write("mine")
    for attack in ATTACKS:
        warning = attack.replace("\u2028", "")
        form = {"text": f"@victim {attack} #birds", "visibility": "public", "language": "", "content_warning": warning}
        assert villain.send(f"/@victim/{start}/reply", form).status == 303
    post = villain.newest()
    looked_at(victim, [f"/@victim/{start}", f"/@villain/{post}", f"/@villain/{post}/reply", "/notifications"])
    looked_at(villain, [f"/@villain/{post}/edit", f"/@villain/{post}/delete", "/", "/@villain/with_replies"])
    assert len(house.mails) == len(ATTACKS)
    assert [fault for mail in house.mails for fault in mail_faults(mail.html)] == []


def test_markup_in_profiles_stays_text(house: House) -> None:
    villain, victim = house.person("villain"), house.person("victim")
    villain.press("/@victim/follow", at="/@victim")
    post = villain.write("@victim alert(1)")
    for attack in ATTACKS:
        one_line = attack.replace("\u2028", "")
        profile = {"display_name": one_line[:30], "bio": attack}
        profile |= {f"{kind}_{n}": one_line for n in range(4) for kind in ("label", "value")}
        assert villain.send("/settings/profile", profile).status == 303
        looked_at(victim, ["/@villain"])
        looked_at(villain, ["/settings/profile"])
        for path in ("/notifications", "/@victim/followers", f"/@villain/{post}", "/public"):
            assert faults(victim.page(path)) == [], path
        for feed in ("/@villain.atom", "/@villain.rss"):
            ET.fromstring(victim.page(feed))


def test_what_is_only_echoed_stays_text_too(house: House) -> None:
    stranger, ada = house.newcomer(), house.person("ada")
    for attack in ATTACKS:
        echoed(stranger, ada, attack)


def echoed(stranger: Person, ada: Person, attack: str) -> None:
    stranger.client.cookies["flash"] = attack.encode("ascii", "ignore").decode().replace(";", "")
    signup = dict.fromkeys(("username", "email", "password", "reason", "invitation"), attack)
    answers = [
        stranger.send("/signup", signup),
        stranger.send("/login", {"login": attack, "password": attack, "next": attack}),
        stranger.send("/password/forgot", {"email": attack}),
        ada.send("/compose", {"text": attack + "x" * 600, "content_warning": attack, "visibility": "public"}),
        ada.send("/compose", {"text": attack, "content_warning": attack, "visibility": attack, "language": attack}),
        ada.send("/settings/profile", {"display_name": attack * 40, "bio": attack * 600, "value_0": attack}),
        ada.send("/settings/account", {"language": attack}),
        ada.send("/settings/password", {"current_password": attack, "password": attack}, at="/settings/account"),
        ada.send("/settings/delete", {"password": attack}),
    ]
    assert [answer.status for answer in answers] == [422] * len(answers)
    for answer in answers:
        assert faults(answer.text) == []
    query = re.sub(r"[^\w.~-]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), attack)
    paths = (f"/login?next={query}", f"/signup?invitation={query}", f"/public?max_id={query}", f"/{query}")
    for path in (*paths, f"/tags/{query}", f"/@{query}", f"/confirm/{query}", f"/avatars/{query}.svg"):
        answer = stranger.get(path)
        assert faults(answer.text) == [], path


def test_the_name_of_a_browser_stays_text(house: House) -> None:
    ada = house.person("ada")
    for attack in ATTACKS:
        other = house.newcomer()
        other.page("/login")
        form = {"login": "ada", "password": PASSWORD, "csrf_token": other.client.cookies["csrf"]}
        agent = attack.encode("ascii", "ignore").decode()
        assert other.client.post("/login", form, {"User-Agent": agent}).status == 303
    looked_at(ada, ["/settings/sessions"])


def test_the_reason_for_joining_stays_text(tmp_path: Path, framework: str, template: Path) -> None:
    with open_house(tmp_path, framework, template, REGISTRATION="approval") as house:
        for number, attack in enumerate(ATTACKS):
            form = {"username": f"villain{number}", "email": f"v{number}@example.org", "password": "long enough"}
            assert house.newcomer().send("/signup", form | {"reason": attack}).status == 303
        page = house.person("mo", Role.MODERATOR).page("/moderation/registrations")
        assert page.count("alert(1)") >= len(ATTACKS) - 3
        assert faults(page) == []


def test_every_page_forbids_inline_script_and_foreign_sources(house: House) -> None:
    ada = house.person("ada")
    post = ada.write("hello")
    for path in ("/", "/public", "/login", f"/@ada/{post}", "/@ada.atom", "/avatars/ada.svg", "/nothing", "/compose"):
        policy = (ada.get(path).header("Content-Security-Policy") or "").split("; ")
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "base-uri 'none'" in policy
        assert "form-action 'self'" in policy
        assert not [part for part in policy if "unsafe" in part or "*" in part or "http" in part or "data:" in part]
        assert ada.get(path).header("X-Content-Type-Options") == "nosniff"
