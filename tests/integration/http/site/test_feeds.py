from xml.etree import ElementTree as ET

import pytest

from tests.integration.http.site.people import Person

ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = "a < b & c > d ]]> \"q\" 'q' <script>alert(1)</script> #birds"


def parsed(person: Person, path: str, media_type: str) -> ET.Element:
    answer = person.get(path)
    assert answer.status == 200
    assert answer.header("Content-Type") == f"{media_type}; charset=utf-8"
    return ET.fromstring(answer.body)


def test_the_atom_feed_has_what_rfc_4287_asks_for(ada: Person, stranger: Person) -> None:
    ada.send("/settings/profile", {"display_name": "A & <B>", "bio": "x < y"})
    post_id = ada.write(NASTY)
    ada.write("Secret", visibility="followers")
    feed = parsed(stranger, "/@ada.atom", "application/atom+xml")
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "A & <B> (@ada)"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "A & <B>"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": "http://localhost/@ada.atom", "alternate": "http://localhost/@ada"}
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 1, "only what everybody may read"
    entry = entries[0]
    assert (entry.findtext(f"{ATOM}id") or "").endswith(f"/posts/{post_id}")
    assert entry.findtext(f"{ATOM}title", "").startswith("a < b & c > d ]]>")
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert "<script" not in (content.text or "")
    assert "&lt;script&gt;" in (content.text or "")
    assert entry.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}updated")
    category = entry.find(f"{ATOM}category")
    assert category is not None
    assert category.get("term") == "birds"


def test_the_rss_feed_reads_the_same(ada: Person, stranger: Person) -> None:
    post_id = ada.write(NASTY)
    channel = parsed(stranger, "/@ada.rss", "application/rss+xml").find("channel")
    assert channel is not None
    assert channel.findtext("link") == "http://localhost/@ada"
    item = channel.find("item")
    assert item is not None
    assert (item.findtext("link"), item.find("guid")) != (None, None)
    assert item.findtext("link") == f"http://localhost/@ada/{post_id}"
    assert item.findtext("pubDate", "").endswith("+0000")
    assert "&lt;script&gt;" in item.findtext("description", "")


def test_a_warned_post_shows_its_warning_alone(ada: Person, stranger: Person) -> None:
    ada.write("They all go on.", content_warning="Last episode")
    text = stranger.page("/@ada.atom")
    assert "Last episode" in text
    assert "They all go on" not in text


@pytest.mark.usefixtures("ada")
def test_an_empty_feed_is_still_a_feed(stranger: Person) -> None:
    assert parsed(stranger, "/@ada.atom", "application/atom+xml").findtext(f"{ATOM}updated")
    assert stranger.get("/@nobody.atom").status == 404
