"""What the operator does: roles, accounts for others, invitations, and the owner of a new server."""

from datetime import timedelta

import pytest

from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.model.session import Purpose
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.domain.use_cases.accounts.create_account import CreateAccount
from microblog.domain.use_cases.accounts.create_invitation import CreateInvitation
from microblog.domain.use_cases.accounts.set_up_owner import CheckOwnership, OfferOwnership, SetUpOwner
from microblog.domain.use_cases.accounts.sign_up import Registration, SignedUp
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_a_role_is_set_by_name_or_id(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.do(ChangeRole)(target="Anna", role=Role.ADMIN)
    assert world.user(anna).role is Role.ADMIN
    world.do(ChangeRole)(target=anna.id, role=Role.USER)
    assert world.user(anna).role is Role.USER


def test_only_an_active_local_person_has_a_role(world: ActionWorld) -> None:
    world.account("waiting", AccountState.WAITING)
    world.account("gone", AccountState.DELETED)
    faceless = world.account("faceless")
    with world.unit_of_work() as uow:
        uow.users.remove(faceless.id)
        uow.commit()
    for target in ("nobody", "waiting", "faceless", "\0", -1):
        with pytest.raises(NotFound):
            world.do(ChangeRole)(target=target, role=Role.ADMIN)
    with pytest.raises(Gone):
        world.do(ChangeRole)(target="gone", role=Role.ADMIN)


def test_the_operator_makes_accounts_whatever_the_rules_for_sign_up_are(world: ActionWorld) -> None:
    world.do.set_rules(Registration.CLOSED, confirm_email=True)
    account = world.do(CreateAccount)(
        username="anna", email="anna@example.com", password="long enough", role=Role.MODERATOR
    )
    assert world.now_of(account).state is AccountState.ACTIVE
    assert world.user(account).confirmed_at == world.clock()
    assert world.user(account).role is Role.MODERATOR
    assert world.events == []
    with pytest.raises(ValidationError, match="username: taken"):
        world.do(CreateAccount)(username="anna", email="other@example.com", password="long enough")


def test_an_invitation_belongs_to_nobody_and_lasts_seven_days(world: ActionWorld) -> None:
    secret = world.do(CreateInvitation)()
    (token,) = world.rows.tokens.values()
    assert (token.token_hash, token.purpose, token.account_id) == (
        world.secrets.hash(secret),
        Purpose.INVITATION,
        None,
    )
    assert token.expires_at - world.clock() == timedelta(days=7)
    assert secret not in repr(world.rows)


def set_up(world: ActionWorld, secret: str, username: str = "anna") -> SignedUp:
    return world.do(SetUpOwner)(
        secret=secret, username=username, email=f"{username}@example.com", password="long enough", user_agent="B"
    )


def test_whoever_comes_through_the_link_is_the_owner_and_signed_in(world: ActionWorld) -> None:
    secret = world.do(OfferOwnership)()
    assert secret is not None
    world.do(CheckOwnership)(secret=secret)
    signed_up = set_up(world, secret)
    assert world.user(signed_up.account).role is Role.OWNER
    assert world.now_of(signed_up.account).state is AccountState.ACTIVE
    (session,) = world.rows.sessions.values()
    assert signed_up.session is not None
    assert session.token_hash == world.secrets.hash(signed_up.session)


def test_there_is_one_owner(world: ActionWorld) -> None:
    secret = world.do(OfferOwnership)()
    assert secret is not None
    set_up(world, secret)
    assert world.do(OfferOwnership)() is None
    for used_or_forged in (secret, world.link(Purpose.BECOME_OWNER)):
        with pytest.raises(NotFound):
            set_up(world, used_or_forged, "ben")
    with pytest.raises(NotFound):
        world.do(CheckOwnership)(secret=secret)


def test_a_new_link_replaces_the_one_before(world: ActionWorld) -> None:
    first, second = world.do(OfferOwnership)(), world.do(OfferOwnership)()
    assert first is not None
    assert second is not None
    with pytest.raises(NotFound):
        world.do(CheckOwnership)(secret=first)
    world.do(CheckOwnership)(secret=second)


def test_the_link_lasts_thirty_days(world: ActionWorld) -> None:
    secret = world.do(OfferOwnership)()
    assert secret is not None
    world.clock.move(timedelta(days=30, seconds=-1))
    world.do(CheckOwnership)(secret=secret)
    world.clock.move(timedelta(seconds=1))
    with pytest.raises(NotFound):
        set_up(world, secret)
    assert world.rows.accounts == {}


def test_the_link_outlives_a_form_that_was_refused(world: ActionWorld) -> None:
    world.account("anna")
    secret = world.do(OfferOwnership)()
    assert secret is not None
    with pytest.raises(ValidationError, match="username: taken"):
        set_up(world, secret)
    with pytest.raises(ValidationError, match="username: bad_characters"):
        set_up(world, secret, "b e n")
    assert set_up(world, secret, "ben").account.username == "ben"
