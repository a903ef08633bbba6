"""An app somewhere else, and a person's browser that it sends here."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import orjson
from attrs import define, frozen

from tests.integration.http.client import Answer, Client
from tests.integration.http.hostile.house import BASE_URL, House
from tests.integration.http.site.people import Person

CALLBACK = "https://app.example/callback"
OOB = "urn:ietf:wg:oauth:2.0:oob"
VERIFIER = "v1" * 30
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
FORM = "application/x-www-form-urlencoded"


@define
class RemoteApp:
    """What it knows is what it was told when it was registered."""

    client: Client
    client_id: str
    secret: str
    redirect_uri: str

    @classmethod
    def registered(cls, house: House, **what: str) -> "RemoteApp":
        client = Client(house.client.framework, house.client.host)
        what = {"client_name": "An app", "redirect_uris": CALLBACK, "scopes": "read write follow push profile"} | what
        answer = client.post("/api/v1/apps", what)
        assert answer.status == 200, answer.text
        facts = body(answer)
        return cls(client, facts["client_id"], facts["client_secret"], facts["redirect_uris"][0])

    def question(self, **what: str) -> str:
        """Where it sends a person to; what is empty is left out."""
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": "read write",
            "state": "a state",
        } | what
        return f"/oauth/authorize?{urlencode({name: value for name, value in asked.items() if value})}"

    def token(self, **what: str) -> Answer:
        """Ask for tokens; what is empty is left out."""
        asked = {"client_id": self.client_id, "client_secret": self.secret} | what
        return self.client.post("/oauth/token", {name: value for name, value in asked.items() if value})

    def redeem(self, code: str, **what: str) -> Answer:
        """Ask for what a code is good for."""
        return self.token(
            **{"grant_type": "authorization_code", "code": code, "redirect_uri": self.redirect_uri} | what
        )

    def let_in(self, person: Person, **what: str) -> dict[str, Any]:
        """The whole way, to the tokens."""
        answer = self.redeem(code_of(allow(person, self.question(**what))))
        assert answer.status == 200, answer.text
        return body(answer)

    def get(self, path: str, token: str) -> Answer:
        """Ask in somebody's name."""
        return self.client.get(path, {"Authorization": f"Bearer {token}"})

    def works(self, token: str) -> bool:
        """Whether the token is good for anything."""
        answer = self.get("/api/v1/apps/verify_credentials", token)
        assert answer.status in (200, 401)
        return answer.status == 200


@frozen
class Returned:
    """Where a browser was sent back to."""

    address: str
    given: Mapping[str, str]


def body(answer: Answer) -> dict[str, Any]:
    value = orjson.loads(answer.body)
    assert isinstance(value, dict)
    return value


def csrf_of(page: str) -> str:
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def decide(person: Person, question: str, decision: str) -> Answer:
    return person.post(question, {"csrf_token": csrf_of(person.page(question)), "decision": decision})


def allow(person: Person, question: str) -> Answer:
    return decide(person, question, "allow")


def returned(answer: Answer) -> Returned:
    """Raises AssertionError if the browser was not sent anywhere."""
    assert answer.status == 303, (answer.status, answer.text)
    address, _, query = (answer.header("Location") or "").partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    assert len(pairs) == len(dict(pairs))
    return Returned(address, dict(pairs))


def code_of(answer: Answer) -> str:
    """From the address that an app registered, or from the page that shows it."""
    if answer.status == 200:
        found = re.search(r"<code>([^<]+)</code>", answer.text)
        assert found
        return found[1]
    return returned(answer).given["code"]


def path_of(url: str) -> str:
    assert url.startswith(BASE_URL)
    return urlsplit(url).path
