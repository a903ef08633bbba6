"""The house as it is run: the real container on SQLite, with cheap password hashes and no waiting for a worker."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from argon2 import PasswordHasher as Argon2
from attrs import define, frozen

from microblog.adapters.email.memory_mailer import MemoryMailer
from microblog.adapters.localization.translator import CatalogueTranslator
from microblog.adapters.security.argon2_password_hasher import Argon2PasswordHasher
from microblog.adapters.system.system_clock import SystemClock
from microblog.adapters.web.response import CookieRules
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.site.static import StaticFiles
from microblog.domain.model.account import Role
from microblog.domain.model.mail import Mail
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.settings import load_settings
from tests.integration.http.client import Answer, Client, Pairs, opened
from tests.integration.http.site.people import PASSWORD, Person

DATABASE = "microblog.db"
BASE_URL = "http://127.0.0.1:8000"
CHEAP = Argon2(time_cost=1, memory_cost=8, parallelism=1)


@lru_cache(maxsize=1)
def translator() -> CatalogueTranslator:
    """Read once for all tests: it takes as long as some hundred requests."""
    return CatalogueTranslator()


@lru_cache(maxsize=2)
def pages(secure: bool) -> Pages:
    """The templates, compiled once for all tests."""
    return Pages.build(
        translator(), StaticFiles.load(), CookieRules(secure), "Microblog", Registration.OPEN, SystemClock()
    )


@define
class ClientElsewhere(Client):
    """A browser behind the trusted proxy, at an address of its own."""

    address: str = "203.0.113.1"

    def request(self, method: str, path: str, headers: Pairs = (), body: bytes = b"") -> Answer:
        pairs = list(headers.items() if isinstance(headers, Mapping) else headers)
        return Client.request(self, method, path, [*pairs, ("X-Forwarded-For", self.address)], body)


@frozen
class House:
    """A running site, and the ways around its pages that a test needs."""

    container: Container
    client: Client
    mails: list[Mail]

    def newcomer(self, address: str = "") -> Person:
        """Somebody with an empty browser of their own, at an address of their own if it matters."""
        framework, host = self.client.framework, self.client.host
        return Person(ClientElsewhere(framework, host, address=address) if address else Client(framework, host))

    def person(self, username: str, role: Role = Role.USER) -> Person:
        """Somebody who is signed in."""
        self.account(username, role)
        return self.logged_in(username)

    def account(self, username: str, role: Role = Role.USER, password: str = PASSWORD) -> int:
        """An account without anybody before a browser; its id."""
        email = f"{username}@example.org"
        made = self.container.create_account()(username=username, email=email, password=password, role=role)
        return int(made.id)

    def logged_in(self, username: str, password: str = PASSWORD) -> Person:
        """Another browser of somebody who has an account."""
        person = self.newcomer()
        answer = person.send("/login", {"login": username, "password": password})
        assert answer.status == 303, answer.text
        person.username = username
        return person


@contextmanager
def open_house(
    directory: Path,
    framework: str,
    template: Path,
    *,
    instead: Mapping[str, object] = MappingProxyType({}),
    hasher: Argon2 = CHEAP,
    **settings: str,
) -> Iterator[House]:
    """A house with a fresh database (a copy of `template`) on ``flask`` or ``quart``.

    `instead` replaces what the container's providers of those names make.
    """
    shutil.copy(template, directory / DATABASE)
    container = prepared(directory, settings, hasher)
    mailer = MemoryMailer()
    container.mailer.override(mailer)
    for name, replacement in instead.items():
        getattr(container, name).override(replacement)
    try:
        with opened(container.application(), framework) as client:
            yield House(container, client, mailer.sent)
    finally:
        container.storage().schema.database.close()
        container.process().release()


def prepared(directory: Path, settings: Mapping[str, str] = MappingProxyType({}), hasher: Argon2 = CHEAP) -> Container:
    """The container, told to be quick."""
    given = {"DATA_DIR": str(directory), "TASKS": "inline", "BASE_URL": BASE_URL, "RATE_LIMITS": "off"} | dict(settings)
    container = open_container(load_settings({f"MICROBLOG_{name}": value for name, value in given.items()}))
    container.passwords.override(Argon2PasswordHasher(hasher))
    container.translator.override(translator())
    container.pages.override(pages(given["BASE_URL"].startswith("https:")))
    return container
