"""Guessing passwords and addresses, and what a stolen or old cookie is good for."""

import re
import statistics
import time
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher as Argon2

from tests.integration.http.client import Answer
from tests.integration.http.hostile.house import House, open_house
from tests.integration.http.site.people import PASSWORD, Person
from tests.unit.domain.use_cases.fakes import HandMovedClock

PROXIES = "127.0.0.0/8"


def try_to_log_in(person: Person, login: str, password: str) -> Answer:
    if "csrf" not in person.client.cookies:
        person.page("/login")
    form = {"login": login, "password": password, "csrf_token": person.client.cookies["csrf"]}
    return person.client.post("/login", form, {"Accept-Language": "en"})


def told(answer: Answer, *own: str) -> tuple[object, ...]:
    """All that an answer tells, without what is the asker's own or new each time."""
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)
    for word in own:
        text = text.replace(word, "…")
    varying = ("x-request-id", "content-length", "set-cookie")
    headers = [pair for pair in answer.headers if pair[0].lower() not in varying]
    cookies = sorted(line.partition("=")[0] for line in answer.all_headers("Set-Cookie"))
    return answer.status, headers, cookies, text


def test_fifty_wrong_passwords(tmp_path: Path, framework: str, template: Path) -> None:
    with open_house(tmp_path, framework, template, TRUSTED_PROXIES=PROXIES, RATE_LIMITS="on") as house:
        house.account("ada")
        burglar, ada = house.newcomer("198.51.100.7"), house.newcomer("203.0.113.9")
        answers = [try_to_log_in(burglar, "ada", f"guess number {n}") for n in range(50)]
        assert [answer.status for answer in answers] == [422] * 10 + [429] * 40
        assert all(0 < int(answer.header("Retry-After") or 0) <= 900 for answer in answers[10:])
        assert try_to_log_in(burglar, "ada", PASSWORD).status == 429
        for spelling in ("ADA", " ada ", "Ada"):  # it is the name that is counted, not how it is written
            assert try_to_log_in(burglar, spelling, PASSWORD).status == 429
        assert try_to_log_in(ada, "ada", PASSWORD).status == 303


def test_nobody_talks_their_way_out_of_a_limit(tmp_path: Path, framework: str, template: Path) -> None:
    """Without a proxy in the settings no header says where somebody is; behind one only its own word counts."""
    with open_house(tmp_path, framework, template, RATE_LIMITS="on") as house:
        house.account("ada")
        answers = [try_to_log_in(house.newcomer(f"203.0.113.{n}"), "ada", "guess") for n in range(12)]
        assert [answer.status for answer in answers] == [422] * 10 + [429] * 2


def test_many_names_from_one_place_are_too_many(tmp_path: Path, framework: str, template: Path) -> None:
    with open_house(tmp_path, framework, template, TRUSTED_PROXIES=PROXIES, RATE_LIMITS="on") as house:
        burglar = house.newcomer("2001:db8::1")
        statuses = []
        for n in range(70):  # from another address of the same household each time
            burglar.client.address = f"2001:db8::{n:x}"  # type: ignore[attr-defined]
            statuses.append(try_to_log_in(burglar, f"name{n}", "password1").status)
        assert statuses == [422] * 60 + [429] * 10


def test_log_in_tells_nothing_about_who_there_is(house: House) -> None:
    house.account("ada")
    asked = ["ada", "nobody", "ada@example.org", "nobody@example.org", "not a name", "a@b", "x" * 1000, "\ufffd", "'--"]
    answers = []
    for login in asked:
        stranger = house.newcomer()
        stranger.page("/login")
        answers.append(told(try_to_log_in(stranger, login, "wrong password"), login, login.replace("'", "&#39;")))
    assert answers[0][0] == 422
    assert [answer for answer in answers if answer != answers[0]] == []


def test_a_reset_tells_nothing_about_who_there_is(house: House) -> None:
    house.account("ada")
    answers = []
    for email in ("ada@example.org", "ADA@example.org", "nobody@example.org", "ada@elsewhere.example"):
        stranger = house.newcomer()
        answers.append(told(stranger.send("/password/forgot", {"email": email})))
        answers.append(told(stranger.get("/password/sent")))
    assert answers[0][0] == 303
    assert answers[::2] == [answers[0]] * 4
    assert answers[1::2] == [answers[1]] * 4


@pytest.mark.parametrize("framework", ["flask"], indirect=True)
def test_log_in_takes_as_long_for_somebody_as_for_nobody(tmp_path: Path, framework: str, template: Path) -> None:
    """Medians of interleaved tries. A look-up costs under a millisecond, the hash here some five, in earnest fifty."""
    slow = Argon2(time_cost=2, memory_cost=4096, parallelism=1)
    with open_house(tmp_path, framework, template, hasher=slow) as house:
        house.account("ada")
        stranger = house.newcomer()
        took: dict[str, list[float]] = {
            login: [] for login in ("ada", "nobody", "ada@example.org", "no@example.org", "!")
        }
        for _ in range(25):
            for login, times in took.items():
                started = time.thread_time()
                assert try_to_log_in(stranger, login, "wrong password").status == 422
                times.append(time.thread_time() - started)
        medians = {login: statistics.median(times) for login, times in took.items()}
        assert max(medians.values()) < 1.35 * min(medians.values()), medians


@pytest.mark.parametrize("framework", ["flask"], indirect=True)
def test_a_reset_takes_as_long_for_somebody_as_for_nobody(tmp_path: Path, framework: str, template: Path) -> None:
    """With a worker beside the site, as it is run: it alone looks who is written to."""
    with open_house(tmp_path, framework, template, TASKS="huey") as house:
        house.account("ada")
        stranger = house.newcomer()
        stranger.page("/password/forgot")
        token = stranger.client.cookies["csrf"]
        took: dict[str, list[float]] = {email: [] for email in ("ada@example.org", "nobody@example.org")}
        for _ in range(40):
            for email, times in took.items():
                started = time.thread_time()
                answer = stranger.client.post("/password/forgot", {"email": email, "csrf_token": token})
                times.append(time.thread_time() - started)
                assert answer.status == 303
        medians = [statistics.median(times) for times in took.values()]
        assert max(medians) < 1.35 * min(medians), medians
        assert house.mails == []


def test_logging_in_makes_a_new_session(house: House) -> None:
    """No fixation: a secret that somebody planted never becomes a session, and each log-in has one of its own."""
    house.account("ada")
    victim = house.newcomer()
    victim.client.cookies["session"] = planted = "p" * 43
    secrets = set()
    for _ in range(2):
        assert try_to_log_in(victim, "ada", PASSWORD).status == 303
        secrets.add(victim.client.cookies["session"])
        victim.client.cookies = {"csrf": victim.client.cookies["csrf"]}
    assert len(secrets) == 2
    assert planted not in secrets
    burglar = house.newcomer()
    burglar.client.cookies["session"] = planted
    assert burglar.get("/settings/sessions").status == 303


def test_the_session_is_gone_from_the_server_after_logging_out(house: House) -> None:
    ada = house.person("ada")
    stolen = ada.client.cookies["session"]
    answer = ada.send("/logout", {}, at="/")
    assert "Max-Age=0" in next(line for line in answer.all_headers("Set-Cookie") if line.startswith("session="))
    ada.client.cookies["session"] = stolen
    assert ada.get("/settings/sessions").status == 303


def test_a_new_password_ends_the_other_sessions(house: House) -> None:
    ada, burglar = house.person("ada"), house.logged_in("ada")
    form = {"current_password": PASSWORD, "password": "another sentence"}
    assert ada.send("/settings/password", form, at="/settings/account").status == 303
    assert burglar.get("/settings/sessions").status == 303
    assert ada.get("/settings/sessions").status == 200
    assert try_to_log_in(burglar, "ada", PASSWORD).status == 422


def test_a_reset_ends_every_session(house: House) -> None:
    burglar, ada = house.person("ada"), house.newcomer()
    ada.send("/password/forgot", {"email": "ada@example.org"})
    found = re.search(r"/password/reset/\S+", house.mails[-1].text)
    assert found
    assert ada.send(found[0], {"password": "another sentence"}).status == 303
    assert burglar.get("/settings/sessions").status == 303


def test_deleting_the_account_ends_every_session(house: House) -> None:
    ada, other = house.person("ada"), house.logged_in("ada")
    assert ada.send("/settings/delete", {"password": PASSWORD}).status == 303
    assert other.get("/settings/sessions").status == 303
    assert try_to_log_in(house.newcomer(), "ada", PASSWORD).status == 422


@pytest.mark.parametrize(("remember", "lasts"), [({}, timedelta(hours=24)), ({"remember": "y"}, timedelta(days=60))])
def test_a_session_expires(
    tmp_path: Path, framework: str, template: Path, remember: dict[str, str], lasts: timedelta
) -> None:
    clock = HandMovedClock()
    with open_house(tmp_path, framework, template, instead={"clock": clock}) as house:
        house.account("ada")
        ada = house.newcomer()
        assert ada.send("/login", {"login": "ada", "password": PASSWORD} | remember).status == 303
        clock.move(lasts - timedelta(seconds=1))
        assert ada.get("/settings/sessions").status == 200
        clock.move(lasts + timedelta(seconds=1))
        assert ada.get("/settings/sessions").status == 303


def test_cookies_over_https(tmp_path: Path, framework: str, template: Path) -> None:
    with open_house(tmp_path, framework, template, BASE_URL="https://social.example") as house:
        house.account("ada")
        stranger = house.newcomer()
        stranger.client.host = "social.example"
        stranger.page("/login")
        form = {"login": "ada", "password": PASSWORD, "csrf_token": stranger.client.cookies["__Host-csrf"]}
        answer = stranger.client.post("/login", form, {"Origin": "https://social.example"})
        assert answer.status == 303
        lines = [
            *answer.all_headers("Set-Cookie"),
            *house.newcomer().client.get("/login", {"Host": "social.example"}).all_headers("Set-Cookie"),
        ]
        assert len(lines) == 3
        for line in lines:
            name, *flags = line.split("; ")
            assert name.startswith("__Host-")
            assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(flags)
            assert not [flag for flag in flags if flag.startswith("Domain")]
        # A sibling domain or a plain-http page can plant cookies without the prefix: they are nobody's.
        stranger.client.cookies = {"session": stranger.client.cookies["__Host-session"]}
        assert stranger.client.get("/settings/sessions").status == 303
