import pytest
from attrs import evolve

from microblog.domain.model.account import (
    Role,
    check_email,
    check_password,
    check_username,
    is_username,
)
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.views import AccountView
from tests.unit.domain.use_cases.action_world import ActionWorld


def refusal(check: object, value: str) -> str:
    assert callable(check)
    with pytest.raises(ValidationError) as refused:
        check(value)
    return refused.value.code


@pytest.mark.parametrize("name", ["a", "Anna_1", "_", "7", "x" * 30])
def test_a_name(name: str) -> None:
    assert check_username(name) == name
    assert is_username(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "required"),
        ("x" * 31, "too_long"),
        ("an na", "bad_characters"),
        ("anna\n", "bad_characters"),
        ("ann\u00e4", "bad_characters"),
        ("anna-b", "bad_characters"),
        ("\u0661", "bad_characters"),
    ],
)
def test_no_name(name: str, code: str) -> None:
    assert refusal(check_username, name) == code
    assert not is_username(name)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("anna@example.com", "anna@example.com"),
        (" Anna+Tag@EXAMPLE.Com\n", "Anna+Tag@example.com"),
        ("o'hara.b@xn--bcher-kva.example", "o'hara.b@xn--bcher-kva.example"),
        ("j\u00f6rg@localhost", "j\u00f6rg@localhost"),
        ("x" * 64 + "@example.com", "x" * 64 + "@example.com"),
    ],
)
def test_an_address(written: str, kept: str) -> None:
    assert check_email(written) == kept


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "required"),
        (" ", "required"),
        ("anna", "bad_address"),
        ("@example.com", "bad_address"),
        ("anna@", "bad_address"),
        ("a@b@example.com", "bad_address"),
        ("a b@example.com", "bad_address"),
        ("a\u00a0b@example.com", "bad_address"),
        ("a\0b@example.com", "bad_address"),
        ("a\x7fb@example.com", "bad_address"),
        ("a\ud800b@example.com", "bad_address"),
        ("a\r\nBcc: b@example.com", "bad_address"),
        ("anna@exam ple.com", "bad_address"),
        ("anna@-example.com", "bad_address"),
        ("anna@example..com", "bad_address"),
        ("anna@\u00e4.example", "bad_address"),
        ("x" * 65 + "@example.com", "bad_address"),
        ("x@" + "y" * 60 + ".y" * 120, "bad_address"),
    ],
)
def test_no_address(address: str, code: str) -> None:
    assert refusal(check_email, address) == code


@pytest.mark.parametrize("password", ["x" * 8, "x" * 200, "        ", "p\u00e4ssw\u00f6rd"])
def test_a_password_is_taken_as_it_is(password: str) -> None:
    assert check_password(password) == password


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("x" * 7, "too_short"),
        ("x" * 201, "too_long"),
        ("x" * 8 + "\0", "bad_characters"),
        ("x" * 8 + "\ud800", "bad_characters"),
    ],
)
def test_no_password(password: str, code: str) -> None:
    assert refusal(check_password, password) == code


def test_each_role_includes_those_before_it() -> None:
    order = [Role.USER, Role.MODERATOR, Role.ADMIN, Role.OWNER]
    for rank, role in enumerate(order):
        assert [role.includes(other) for other in order] == [place <= rank for place in range(4)]


def test_an_account_from_elsewhere_is_called_with_its_domain() -> None:
    here = ActionWorld().account("anna")
    there = evolve(here, domain="elsewhere.example")
    assert (here.acct, there.acct) == ("anna", "anna@elsewhere.example")
    views = (AccountView(one.id, one.username, one.domain, one.url, "", locked=False) for one in (here, there))
    assert [view.acct for view in views] == ["anna", "anna@elsewhere.example"]
