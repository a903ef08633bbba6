"""People who use the site with a browser."""

import time
from collections.abc import Callable

from attrs import define, field
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

PASSWORD = "a long enough sentence"
_PATIENCE = 20.0  # seconds


@define(slots=False)  # Playwright notes its listeners on the object
class Visitor:
    """Somebody with a browser of their own, and all that it complained of."""

    url: str
    context: BrowserContext
    username: str = ""
    page: Page = field(init=False)
    complaints: list[str] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    @property
    def email(self) -> str:
        """Where mail for them goes."""
        return f"{self.username}@example.org"

    def visit(self, path: str) -> Page:
        """Go to a page of the site."""
        self.page.goto(self.url + path)
        return self.page

    def visit_until(self, path: str, holds: Callable[[Page], bool], what: str) -> Page:
        """Go to the page again and again until it holds: what the task worker brings about comes soon, not at once."""
        end = time.monotonic() + _PATIENCE
        while not holds(self.visit(path)):
            assert time.monotonic() < end, f"waited {_PATIENCE:.0f} s for {what}"
        return self.page

    def sign_up(self, username: str, path: str = "/signup") -> "Visitor":
        """Make an account, and be in."""
        self.visit(path)
        self.username = username
        self.page.locator("#username").fill(username)
        self.page.locator("#email").fill(self.email)
        self.page.locator("#password").fill(PASSWORD)
        self.page.locator("main form button").click()
        expect(self.page.locator(f'nav a[href="/@{username}"]')).to_be_visible()
        return self

    def write(self, text: str, content_warning: str = "") -> None:
        """Publish a post from the home page, and see it there."""
        self.visit("/")
        self.page.locator("textarea").fill(text)
        if content_warning:
            self.page.locator(".compose summary").first.click()
            self.page.locator("#content_warning").fill(content_warning)
        self.page.locator(".compose-end button").click()
        expect(self.page.locator(".flash")).to_be_visible()

    def deed(self, name: str, text: str) -> None:
        """Press like or boost of the post with that text on the page that is open, until it is pressed."""
        button = self.page.locator("article", has_text=text).locator(f'[data-deed="{name}"]')
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    def log_in(self, username: str) -> "Visitor":
        """Be somebody who has an account."""
        self.visit("/login")
        self.username = username
        self.page.locator("#login").fill(username)
        self.page.locator("#password").fill(PASSWORD)
        self.page.locator("main form button").click()
        expect(self.page.locator(f'nav a[href="/@{username}"]')).to_be_visible()
        return self
