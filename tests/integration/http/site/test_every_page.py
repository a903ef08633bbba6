"""What holds for every page: its links lead somewhere, its forms can be filled in, nothing in it is inline."""

import re
from html.parser import HTMLParser

from attrs import Factory, define

from microblog.domain.model.account import Role
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from tests.integration.http.site.people import Person
from tests.integration.http.site.whole_site import WholeSite

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@define
class Page(HTMLParser):
    """A page taken apart; what is wrong with it is collected."""

    links: set[str] = Factory(set)
    faults: list[str] = Factory(list)
    ids: list[str] = Factory(list)
    referred: set[str] = Factory(set)
    labelled: set[str] = Factory(set)
    fields: set[str] = Factory(set)
    open: list[str] = Factory(list)
    headings: int = 0

    def __attrs_pre_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID and tag not in ("path", "rect", "line"):
            self.open.append(tag)
        self.headings += tag == "h1"
        for name in given:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"inline {name} on {tag}")
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.faults.append(f"inline {tag}")
        if tag == "img" and "alt" not in given:
            self.faults.append("an image without alt")
        if identifier := given.get("id"):
            self.ids.append(identifier)
        for name in ("aria-describedby", "aria-labelledby"):
            self.referred.update((given.get(name) or "").split())
        if tag == "label" and given.get("for"):
            self.labelled.add(given["for"] or "")
        if (
            tag in ("input", "textarea", "select")
            and given.get("type") != "hidden"
            and not {"hidden", "aria-hidden"} & given.keys()
        ):
            self.fields.add(given.get("id") or "(without id)")
        for name in ("href", "src"):
            target = given.get(name)
            if target is None:
                continue
            if target.startswith("/"):
                self.links.add(target.partition("#")[0])
            elif name == "src" or tag == "link":
                self.faults.append(f"{tag} loads {target}")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("path", "rect", "line"):
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def check(self) -> list[str]:
        """All that is wrong."""
        faults = list(self.faults)
        faults += [f"id {name} twice" for name in set(self.ids) if self.ids.count(name) > 1]
        faults += [f"no element {name} to refer to" for name in self.referred - set(self.ids)]
        faults += [f"no label for {name}" for name in self.fields - self.labelled]
        faults += [f"left open: {self.open}"] if self.open else []
        faults += [f"{self.headings} h1"] if self.headings != 1 else []
        return faults


def crawl(person: Person, start: set[str]) -> dict[str, str]:
    """Every page that links lead to, with what is wrong with each."""
    waiting, seen, wrong = set(start), set[str](), dict[str, str]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = person.get(path)
        if answer.status not in (200, 303):
            wrong[path] = f"status {answer.status}"
        elif (answer.header("Content-Type") or "").startswith("text/html") and answer.status == 200:
            page = Page()
            page.feed(answer.text)
            page.close()
            if faults := page.check():
                wrong[path] = "; ".join(faults)
            waiting |= page.links - seen
    assert len(seen) > 15, seen
    return wrong


def test_the_pages_of_somebody_signed_in(site: WholeSite, ada: Person, bruno: Person) -> None:
    site.make(ChangeRole)(target="ada", role=Role.MODERATOR)
    bruno.send(
        "/settings/profile", {"display_name": "<i>Bruno", "bio": "x", "label_0": "Site", "value_0": "https://b.example"}
    )
    post_id = ada.write("One #birds & two @bruno", content_warning="Herons")
    ada.send(f"/@ada/{post_id}/edit", {"text": "Three #birds", "language": ""})
    bruno.send(f"/@ada/{post_id}/reply", {"text": "@ada four", "visibility": "public", "language": "en"})
    bruno.press("/@ada/follow", at="/@ada")
    ada.press("/@bruno/follow", at="/@bruno")
    draft = {"text": "Maybe", "visibility": "public", "language": "en", "deed": "draft"}
    ada.send(f"/@ada/{post_id}/reply", draft)
    ada.send("/compose", draft | {"deed": "schedule", "scheduled_at": "2999-12-31T18:30"})
    ada.send("/lists", {"title": "Friends"})
    ada.send("/lists", {"title": "Others"})
    assert crawl(ada, {"/", "/public", "/follow-requests", "/tags/birds", "/settings/account", "/@bruno"}) == {}


def test_the_pages_of_a_stranger(ada: Person, stranger: Person) -> None:
    ada.write("One #birds")
    assert crawl(stranger, {"/", "/tags/birds", "/confirm/x", "/password/forgot"}) == {}


def test_static_files_are_kept_for_good_and_pages_of_people_are_not(ada: Person) -> None:
    page = ada.get("/")
    assert page.header("Cache-Control") == "private, no-store"
    sheet = re.search(r'href="(/static/base\.[0-9a-f]{12}\.css)"', page.text)
    assert sheet
    answer = ada.get(sheet[1])
    assert answer.header("Cache-Control") == "public, max-age=31536000, immutable"
    assert answer.header("Content-Type") == "text/css; charset=utf-8"
    assert ada.get("/static/base.css").status == 404


def test_crawlers_and_icons_have_their_usual_addresses(stranger: Person) -> None:
    robots = stranger.get("/robots.txt")
    assert robots.header("Content-Type") == "text/plain; charset=utf-8"
    assert robots.text.startswith("User-agent: *\nDisallow: /settings\n")
    icon = stranger.get("/favicon.ico")
    assert icon.status == 302
    assert stranger.get(icon.header("Location") or "").header("Content-Type") == "image/svg+xml; charset=utf-8"


def test_an_avatar_is_always_the_same(ada: Person) -> None:
    first, again = ada.get("/avatars/ada.svg"), ada.get("/avatars/ada.svg")
    assert first.body == again.body
    assert first.body != ada.get("/avatars/bruno.svg").body
    assert first.header("Content-Type") == "image/svg+xml; charset=utf-8"
    assert ada.get("/avatars/%3Cscript%3E.svg").status == 404


def test_odd_pages_of_lists_are_refused(stranger: Person) -> None:
    for query in ("max_id=-1", "max_id=x", "min_id=9223372036854775808", "max_id=" + "9" * 5000, "max_id=%D9%A1"):
        assert stranger.get(f"/public?{query}").status == 400
    assert stranger.get("/public?max_id=9223372036854775807").status == 200
    assert stranger.get("/public?max_id=").status == 200


def test_older_posts_are_a_page_away(ada: Person) -> None:
    for number in range(22):
        ada.write(f"Number {number}.")
    page = ada.page("/@ada")
    assert "Number 21." in page
    assert "Number 1." not in page
    older = re.search(r'rel="next" href="([^"]+)"', page)
    assert older
    assert "Number 1." in ada.page(older[1])
