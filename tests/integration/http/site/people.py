"""People who use the site through its forms alone."""

import html
import re

from attrs import define

from tests.integration.http.client import Answer, Client

PASSWORD = "a long enough sentence"
_HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">')
_FORM = re.compile(r"<form [^>]*>.*?</form>", re.DOTALL)


@define
class Person:
    """Somebody with a browser."""

    client: Client
    username: str = ""

    def get(self, path: str) -> Answer:
        """Look at a page."""
        return self.client.get(path, {"Accept-Language": "en"})

    def page(self, path: str) -> str:
        """Look at a page that has to be there."""
        answer = self.get(path)
        assert answer.status == 200, (path, answer.status, answer.header("Location"))
        return answer.text

    def send(self, path: str, data: dict[str, str], at: str | None = None) -> Answer:
        """Fill in the form for `path` on the page `at` (the same path where it is not said) and send it."""
        page = self.page(at or path)
        forms = [form for form in _FORM.findall(page) if f'action="{path}"' in form]
        assert forms, f"no form for {path} on {at or path}"
        hidden = {name: html.unescape(value) for name, value in _HIDDEN.findall(forms[0])}
        return self.post(path, hidden | data)

    def press(self, path: str, at: str) -> Answer:
        """Press a button that posts to `path` on the page `at`."""
        page = self.page(at)
        assert f'action="{path}"' in page, f"no button for {path} on {at}"
        hidden = dict(_HIDDEN.findall(page))
        return self.post(path, {"csrf_token": hidden["csrf_token"]})

    def post(self, path: str, data: dict[str, str]) -> Answer:
        """Post as a browser does."""
        origin = f"http://{self.client.host}"
        headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
        return self.client.post(path, data, headers)

    def sign_up(self, username: str) -> "Person":
        """Make an account and be in."""
        data = {"username": username, "email": f"{username}@example.org", "password": PASSWORD}
        answer = self.send("/signup", data)
        assert answer.status == 303, answer.text
        self.username = username
        return self

    def write(self, text: str, **more: str) -> int:
        """Publish a post; its id."""
        answer = self.send("/compose", {"text": text, "visibility": "public", "language": "en"} | more)
        assert answer.status == 303, answer.text
        return self.newest()

    def newest(self) -> int:
        """The id of the newest post on one's profile."""
        found = re.search(rf'href="/@{self.username}/(\d+)"', self.page(f"/@{self.username}/with_replies"))
        assert found
        return int(found[1])
