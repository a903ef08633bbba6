"""Every provider can be built under every combination of settings: the container's calls are not type-checked."""

from itertools import product
from pathlib import Path

import pytest
from argon2 import PasswordHasher as Argon2

from microblog.adapters.security.argon2_password_hasher import Argon2PasswordHasher
from microblog.adapters.security.rate_limiter import MemoryRateLimiter, NoRateLimiter
from microblog.adapters.security.redis_rate_limiter import RedisRateLimiter
from microblog.adapters.tasks.background_queue import BackgroundQueue
from microblog.adapters.tasks.celery_queue import CeleryPublisher
from microblog.adapters.tasks.huey_queue import HueyPublisher
from microblog.adapters.tasks.inline_queue import InlineQueue
from microblog.adapters.web.access import Access
from microblog.adapters.web.route import FILE_LIMIT
from microblog.domain.use_cases.reactions import REACTIONS
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.settings import load_settings

COMBINATIONS = [
    {"STORAGE": storage, "TASKS": tasks, "MAIL": mail, "RATE_LIMITS": rate_limits}
    for storage, tasks, mail, rate_limits in product(
        ["memory:", "sqlite", "postgresql", "mysql", "mongodb"],
        ["inline", "huey", "celery"],
        ["file", "smtp"],
        ["on", "off"],
    )
    if storage != "memory:" or tasks == "inline"
] + [
    {"STORAGE": "postgresql", "STORAGE_REPLICA": "replica", "TASKS": "huey", "MAIL": "file", "RATE_LIMITS": "on"},
    {"STORAGE": "sqlite", "TASKS": "huey", "BROKER": "redis://localhost", "MAIL": "file", "RATE_LIMITS": "on"},
    {"STORAGE": "memory:", "TASKS": "inline", "MAIL": "file", "RATE_LIMIT_STORAGE": "redis://localhost"},
]


def open_with(directory: Path, combination: dict[str, str]) -> Container:
    places = {
        "sqlite": f"sqlite:///{directory}/microblog.db",
        "postgresql": "postgresql://localhost/microblog",
        "mysql": "mysql://localhost/microblog",
        "mongodb": "mongodb://localhost/microblog",
        "replica": "postgresql://replica.example/microblog",
        "file": f"file:{directory}/mail",
        "smtp": "smtp://localhost",
    }
    environment = {f"MICROBLOG_{name}": places.get(value, value) for name, value in combination.items()}
    return open_container(load_settings({**environment, "MICROBLOG_DATA_DIR": str(directory)}))


@pytest.mark.parametrize("combination", COMBINATIONS, ids=lambda combination: "-".join(combination.values()))
def test_every_provider_builds(tmp_path: Path, combination: dict[str, str]) -> None:
    container = open_with(tmp_path, combination)
    # Hashing is slow on purpose.
    container.passwords.override(Argon2PasswordHasher(Argon2(time_cost=1, memory_cost=8, parallelism=1)))
    chosen_only = {"smtp_mailer", "file_mailer"}  # made from a URL that fits one of them
    if combination["TASKS"] != "huey":
        chosen_only.add("huey_consumer")
    built = {name: provider() for name, provider in container.providers.items() if name not in chosen_only}
    assert built["mailer"].__class__.__name__ == {"file": "FileMailer", "smtp": "SmtpMailer"}[combination["MAIL"]]
    limiter = "redis://localhost" if "RATE_LIMIT_STORAGE" in combination else combination["RATE_LIMITS"]
    limiters = {"on": MemoryRateLimiter, "off": NoRateLimiter, "redis://localhost": RedisRateLimiter}
    assert type(built["rate_limiter"]) is limiters[limiter]
    publishers = {"inline": None, "huey": HueyPublisher, "celery": CeleryPublisher}
    assert type(built["publisher"]) is (publishers[combination["TASKS"]] or type(None))
    assert isinstance(built["task_queue"], InlineQueue if combination["TASKS"] == "inline" else BackgroundQueue)
    container.process().release()


def test_passwords_are_hashed_as_strongly_as_rfc_9106_asks(tmp_path: Path) -> None:
    hashed = open_with(tmp_path, COMBINATIONS[0]).passwords().hash("a password")
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_every_reaction_in_the_table_is_built(tmp_path: Path) -> None:
    container = open_with(tmp_path, COMBINATIONS[0])
    built = container.reactions()
    wanted = {reaction for reactions in REACTIONS.values() for reaction in reactions}
    assert {type(reaction) for reaction in built.values()} == wanted
    assert all(reaction.name == name for name, reaction in built.items())
    container.process().release()


def test_every_form_of_the_settings_has_a_rate_limit(tmp_path: Path) -> None:
    routes = [route for route in open_with(tmp_path, COMBINATIONS[0]).routes() if route.path.startswith("/settings/")]
    limited = {route.name: route.rate_limit is not None for route in routes if route.method == "POST"}
    assert limited
    assert all(limited.values()), limited


def test_whatever_takes_pictures_is_done_seldom(tmp_path: Path) -> None:
    """Each picture keeps a processor busy for up to a second."""
    container = open_with(tmp_path, COMBINATIONS[0])
    limits = {route.name: route.rate_limit for route in container.routes() if route.body_limit >= FILE_LIMIT}
    assert {"save_profile", "publish", "patch /api/v1/accounts/update_credentials", "post /api/v2/media"} <= set(limits)
    slow = {name for name, limit in limits.items() if limit is not None and limit.hits * 3600 <= 120 * limit.seconds}
    assert slow == set(limits), limits
    container.process().release()


def test_every_route_says_who_may_use_it(tmp_path: Path) -> None:
    container = open_with(tmp_path, COMBINATIONS[0])
    routes = list(container.routes())
    assert len(routes) > 50
    assert all(isinstance(route.access, Access) for route in routes)
    unsafe_for_all = {route.name for route in routes if route.access is Access.ANYONE and route.method != "GET"}
    assert unsafe_for_all == {
        "register",
        "confirm",
        "make_owner",
        "enter",
        "send_reset_link",
        "reset",
        "unsubscribe",
        "post /api/v1/apps",
        "post /oauth/token",
        "post /oauth/revoke",
    }
    assert {route.name for route in routes if not route.csrf} == {"unsubscribe"}
    container.process().release()
