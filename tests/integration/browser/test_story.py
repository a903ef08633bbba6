"""Two people meet on a fresh server, and all that they did outlives its sudden death."""

import re

import httpx
from playwright.sync_api import Page, expect

from tests.integration.browser.conftest import Visit
from tests.integration.browser.running_site import RunningSite
from tests.integration.browser.visitor import Visitor


def badge(page: Page) -> bool:
    return page.locator('a[href="/notifications"] .count').count() > 0


def seen(text: str) -> "re.Pattern[str]":
    return re.compile(re.escape(text))


def notices(visitor: Visitor, *texts: str) -> None:
    """The page of notifications comes to say all of these."""
    visitor.visit_until(
        "/notifications",
        lambda page: all(page.locator(".notice", has_text=text).count() for text in texts),
        f"the notices {texts}",
    )


def test_two_people_meet_and_nothing_is_lost(own_site: RunningSite, visit: Visit) -> None:
    owner, anna, berta = visit(own_site), visit(own_site), visit(own_site)

    setup = own_site.setup_link().removeprefix(own_site.url)
    owner.sign_up("olga", setup)
    expect(owner.page.locator('a[href="/moderation/registrations"]')).to_be_visible()
    refused = httpx.get(own_site.url + setup)  # it works once
    assert refused.status_code == 404
    anna.sign_up("anna")
    berta.sign_up("berta")

    anna.write("Good morning @berta, the kettle is on. ☕")
    post = anna.page.locator("article", has_text="the kettle is on").locator(".post-when a").first
    path = post.get_attribute("href")
    assert path is not None

    berta.visit_until("/public", badge, "the badge")
    expect(berta.page.locator('a[href="/notifications"] .count')).to_have_text(seen("1"))
    notices(berta, "anna mentioned you")
    assert not badge(berta.visit("/"))  # what was read is not new any more

    _read_mail(own_site, berta, path)

    expect(berta.page.locator("article", has_text="the kettle is on")).to_be_visible()
    berta.deed("like", "the kettle is on")
    berta.deed("boost", "the kettle is on")
    berta.deed("bookmark", "the kettle is on")
    berta.page.locator("article", has_text="the kettle is on").get_by_role("link", name="Reply").click()
    text = berta.page.locator("textarea")
    expect(text).to_have_value("@anna ")
    text.press_sequentially("two cups, please")
    berta.page.locator(".compose-end button").click()
    expect(berta.page.locator(".flash")).to_be_visible()
    berta.visit("/@anna")
    berta.page.get_by_role("button", name="Follow", exact=True).click()
    expect(berta.page.get_by_role("button", name="Unfollow")).to_be_visible()

    told = ("berta mentioned you", "berta likes your post", "berta boosted your post", "berta follows you")
    notices(anna, *told)

    _unsubscribe(own_site, berta)
    anna.write("Once more, @berta and @olga: tea!")
    own_site.wait_for_mail(owner.email)
    notices(berta, "tea!")
    assert len(own_site.mails_to(berta.email)) == 1

    own_site.kill()
    own_site.start()

    assert "/setup/" not in own_site.said
    notices(anna, *told)
    notices(berta, "tea!")
    for visitor in (anna, berta):
        page = visitor.visit(path)
        expect(page.locator(f'nav a[href="/@{visitor.username}"]')).to_be_visible()
        expect(page.locator(".answers")).to_contain_text("two cups, please")
        main_post = page.locator(".post-focus")
        expect(main_post.locator('[data-deed="like"]')).to_contain_text("1")
        expect(main_post.locator('[data-deed="boost"]')).to_contain_text("1")
        pressed = "true" if visitor is berta else "false"
        expect(main_post.locator('[data-deed="like"]')).to_have_attribute("aria-pressed", pressed)
        expect(main_post.locator('[data-deed="bookmark"]')).to_have_attribute("aria-pressed", pressed)
    expect(berta.visit("/").locator("article", has_text="tea!")).to_be_visible()
    expect(berta.visit("/@anna").get_by_role("button", name="Unfollow")).to_be_visible()
    berta.write("Still here.")
    assert anna.complaints + berta.complaints + owner.complaints == []


def _read_mail(site: RunningSite, reader: Visitor, path: str) -> None:
    """The mail about the mention has all its parts, and its link leads to the post."""
    mail = site.wait_for_mail(reader.email)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "the kettle is on. ☕" in text.get_content()
    assert "the kettle is on. ☕" in html.get_content()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    links = re.findall(r"https?://\S+", text.get_content())
    assert site.url + path in links
    assert f'href="{site.url + path}"' in html.get_content()
    reader.page.goto(next(link for link in links if link.endswith(path)))


def _unsubscribe(site: RunningSite, reader: Visitor) -> None:
    """As mail programs do: one POST with nothing but the link."""
    header = str(site.mails_to(reader.email)[0]["List-Unsubscribe"])
    link = re.search(r"<(http[^>]+)>", header)
    assert link, header
    assert httpx.get(link[1]).status_code == 200  # opening it only asks
    answer = httpx.post(link[1], data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200, answer.text
