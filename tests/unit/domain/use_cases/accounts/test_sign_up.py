from typing import Any

import pytest

from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.errors import NotPermitted, ValidationError
from microblog.domain.model.events import AccountRegistered, RegistrationWaiting
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.accounts.sign_up import Registration, SignedUp, SignUp
from tests.unit.domain.use_cases.action_world import ActionWorld


def sign_up(world: ActionWorld, username: str = "anna", email: str = "anna@example.com", **rest: Any) -> SignedUp:
    return world.do(SignUp)(username=username, email=email, password="long enough", **rest)


def test_whoever_may_use_the_account_at_once_is_signed_in(world: ActionWorld) -> None:
    signed_up = sign_up(world, email="Anna@Example.COM", language="de", user_agent="Browser")
    account, user = world.now_of(signed_up.account), world.user(signed_up.account)
    assert (account.username, account.state) == ("anna", AccountState.ACTIVE)
    assert account.uri == f"https://example.org/users/{account.id}"
    assert account.url == "https://example.org/@anna"
    assert (user.email, user.role, user.language) == ("Anna@example.com", Role.USER, "de")
    assert user.confirmed_at == world.clock()
    (session,) = world.rows.sessions.values()
    assert signed_up.session is not None
    assert session.token_hash == world.secrets.hash(signed_up.session)
    assert (session.account_id, session.user_agent) == (account.id, "Browser")
    assert world.events == [AccountRegistered(account.id)]


def test_the_password_is_kept_as_a_hash_only(world: ActionWorld) -> None:
    assert world.user(sign_up(world).account).password_hash == "strong:long enough"


def test_nobody_is_signed_in_before_the_address_is_confirmed(world: ActionWorld) -> None:
    world.do.set_rules(Registration.OPEN, confirm_email=True)
    signed_up = sign_up(world)
    assert signed_up.account.state is AccountState.UNCONFIRMED
    assert world.user(signed_up.account).confirmed_at is None
    assert signed_up.session is None
    assert world.rows.sessions == {}


def test_where_somebody_has_to_approve_a_reason_is_wanted(world: ActionWorld) -> None:
    world.do.set_rules(Registration.APPROVAL)
    with pytest.raises(ValidationError, match="reason: required"):
        sign_up(world, reason=" \n")
    signed_up = sign_up(world, reason="I like it here")
    assert signed_up.account.state is AccountState.WAITING
    assert world.user(signed_up.account).reason == "I like it here"
    assert world.events[-1] == RegistrationWaiting(signed_up.account.id)
    assert signed_up.session is None


def test_an_invitation_replaces_the_approval(world: ActionWorld) -> None:
    world.do.set_rules(Registration.APPROVAL)
    invitation = world.link(Purpose.INVITATION)
    signed_up = sign_up(world, invitation=invitation, reason="one that is not needed")
    assert signed_up.account.state is AccountState.ACTIVE
    assert world.user(signed_up.account).reason == ""


def test_an_invitation_is_for_one(world: ActionWorld) -> None:
    world.do.set_rules(Registration.INVITE)
    with pytest.raises(ValidationError, match="invitation: required"):
        sign_up(world)
    invitation = world.link(Purpose.INVITATION)
    sign_up(world, invitation=invitation)
    with pytest.raises(ValidationError, match="invitation: invalid"):
        sign_up(world, "ben", "ben@example.com", invitation=invitation)


def test_an_invitation_outlives_a_sign_up_that_failed(world: ActionWorld) -> None:
    world.do.set_rules(Registration.INVITE)
    world.account("anna")
    invitation = world.link(Purpose.INVITATION)
    with pytest.raises(ValidationError, match="username: taken"):
        sign_up(world, email="other@example.com", invitation=invitation)
    assert sign_up(world, "ben", "ben@example.com", invitation=invitation).account.username == "ben"


def test_nobody_comes_where_registration_is_closed(world: ActionWorld) -> None:
    world.do.set_rules(Registration.CLOSED)
    with pytest.raises(NotPermitted, match="closed"):
        sign_up(world, invitation=world.link(Purpose.INVITATION))
    assert world.rows.accounts == {}


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"username": "ANNA"}, "username", "taken"),
        ({"username": "gone"}, "username", "taken"),
        ({"email": "ANNA@example.com"}, "email", "taken"),
        ({"username": "an na"}, "username", "bad_characters"),
        ({"email": "anna"}, "email", "bad_address"),
        ({"language": "e n"}, "language", "bad_language"),
        ({"password": "short"}, "password", "too_short"),
    ],
)
def test_a_field_that_cannot_be_accepted(world: ActionWorld, values: dict[str, str], field: str, code: str) -> None:
    world.account("anna")
    world.account("gone", AccountState.DELETED)
    before = world.rows
    fields: dict[str, Any] = {"username": "ben", "email": "ben@example.com", "password": "long enough", **values}
    with pytest.raises(ValidationError) as refused:
        world.do(SignUp)(**fields)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert world.rows == before


def test_a_reason_that_is_too_long(world: ActionWorld) -> None:
    world.do.set_rules(Registration.APPROVAL)
    with pytest.raises(ValidationError, match="reason: too_long"):
        sign_up(world, reason="x" * 1001)


def test_whoever_signs_up_through_an_app_gets_no_session(world: ActionWorld) -> None:
    assert sign_up(world, with_session=False).session is None
