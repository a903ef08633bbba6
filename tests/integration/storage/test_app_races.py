"""Codes and tokens that are used twice, or taken back, at the same time: over every storage, as in `test_races.py`."""

import pytest

from microblog.domain.model.account import Account
from microblog.domain.model.app import App, Grant
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.accounts.delete_account import RemoveAccount
from microblog.domain.use_cases.apps.authorize_app import AuthorizeApp
from microblog.domain.use_cases.apps.authorized_apps import RevokeApp
from microblog.domain.use_cases.apps.redeem_code import RedeemCode
from microblog.domain.use_cases.apps.refresh_tokens import RefreshTokens
from microblog.domain.use_cases.apps.register_app import RegisterApp
from microblog.domain.use_cases.apps.revoke_token import RevokeToken
from microblog.domain.use_cases.apps.token_issuer import IssuedTokens
from microblog.domain.use_cases.passwords.change_password import SetPassword
from tests.integration.storage.storage import Storage
from tests.integration.storage.test_races import Act, Town

CALLBACK, SCOPES = "https://app.example/", "read offline_access"


@pytest.fixture
def town(storage: Storage) -> Town:
    return Town(storage)


@pytest.fixture
def app(town: Town) -> App:
    return town.actions()(RegisterApp)(name="An app", redirect_uris=[CALLBACK], scopes=SCOPES).app


@pytest.fixture
def anna(town: Town) -> Account:
    return town.person("anna")


def authorize(app: App, account: Account) -> Act:
    return lambda do: do(AuthorizeApp)(
        account_id=account.id, client_id=app.client_id, redirect_uri=CALLBACK, scopes=SCOPES
    )


def code(town: Town, app: App, account: Account) -> str:
    return str(authorize(app, account)(town.actions()))


def redeem(app: App, code: str) -> Act:
    return lambda do: do(RedeemCode)(app=app, code=code, redirect_uri=CALLBACK)


def tokens(town: Town, app: App, account: Account) -> IssuedTokens:
    issued = redeem(app, code(town, app, account))(town.actions())
    assert isinstance(issued, IssuedTokens)
    return issued


def refresh(app: App, issued: IssuedTokens) -> Act:
    return lambda do: do(RefreshTokens)(app=app, refresh_token=issued.refresh_token or "")


def grants(town: Town, account: Account) -> list[Grant]:
    with town.begin() as unit:
        return [grant for grant, _ in unit.grants.of_account(account.id)]


def test_a_code_is_redeemed_once(town: Town, app: App, anna: Account) -> None:
    secret = code(town, app, anna)
    assert town.at_once(redeem(app, secret), redeem(app, secret)) == (None, ValidationError)
    assert grants(town, anna) == []  # the second was one too many


def test_two_codes_are_both_redeemed(town: Town, app: App, anna: Account) -> None:
    first, second = code(town, app, anna), code(town, app, anna)
    assert town.at_once(redeem(app, first), redeem(app, second)) == (None, None)
    assert len(grants(town, anna)) == 2


def test_a_refresh_token_is_spent_once(town: Town, app: App, anna: Account) -> None:
    issued = tokens(town, app, anna)
    assert town.at_once(refresh(app, issued), refresh(app, issued)) == (None, ValidationError)
    assert grants(town, anna) == []


def test_what_is_taken_back_is_not_redeemed_or_refreshed(town: Town, app: App, anna: Account) -> None:
    revoke: Act = lambda do: do(RevokeApp)(account_id=anna.id, app_id=app.id)  # noqa: E731
    issued, secret = tokens(town, app, anna), code(town, app, anna)
    assert town.at_once(redeem(app, secret), revoke) == (None, None)
    assert grants(town, anna) == []
    issued, secret = tokens(town, app, anna), code(town, app, anna)
    assert town.at_once(revoke, redeem(app, secret)) == (None, ValidationError)
    issued = tokens(town, app, anna)
    assert town.at_once(revoke, refresh(app, issued)) == (None, ValidationError)
    issued = tokens(town, app, anna)
    give_back: Act = lambda do: do(RevokeToken)(app=app, token=issued.access_token)  # noqa: E731
    assert town.at_once(refresh(app, issued), give_back) == (None, None)
    assert grants(town, anna) == []


def test_who_leaves_or_gets_a_new_password_takes_all_apps_along(town: Town, app: App, anna: Account) -> None:
    password: Act = lambda do: do(SetPassword)(target=anna.id, password="long enough, and new")  # noqa: E731
    assert town.at_once(authorize(app, anna), password) == (None, None)
    secret = code(town, app, anna)
    assert town.at_once(password, redeem(app, secret)) == (None, ValidationError)
    secret = code(town, app, anna)
    leave: Act = lambda do: do(RemoveAccount)(target="anna")  # noqa: E731
    assert town.at_once(leave, redeem(app, secret)) == (None, ValidationError)
    assert grants(town, anna) == []
