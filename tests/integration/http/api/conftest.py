from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from microblog.domain.model.account import Role
from microblog.domain.model.scopes import OFFLINE_ACCESS, SCOPES
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.domain.use_cases.accounts.sign_up import SignUp
from microblog.domain.use_cases.apps.issue_token import IssueAppToken, IssueToken
from microblog.domain.use_cases.apps.register_app import RegisterApp
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.api.described import Description
from tests.integration.http.client import Client, opened
from tests.integration.http.site.whole_site import WholeSite, whole_site

ALL_SCOPES = tuple(scope for scope in SCOPES if scope != OFFLINE_ACCESS)


@pytest.fixture
def site() -> WholeSite:
    return whole_site()


@pytest.fixture
def client(site: WholeSite, framework: str) -> Iterator[Client]:
    with opened(site.application, framework) as client:
        yield client


@cache
def _description() -> Description:
    site = whole_site()
    route = next(route for route in site.application.routes if route.name == "openapi")
    description: Any = route.handler.__self__  # type: ignore[attr-defined]
    return Description(description.document)


@pytest.fixture
def description() -> Description:
    return _description()


@pytest.fixture
def stranger(client: Client, description: Description) -> ApiApp:
    """An app without a token."""
    return ApiApp(client, description)


@pytest.fixture
def newcomer(site: WholeSite, stranger: ApiApp) -> Callable[..., ApiApp]:
    """Somebody new, with an app that may do everything, or what is said."""

    def join(name: str, scopes: tuple[str, ...] = ALL_SCOPES, role: Role = Role.USER) -> ApiApp:
        account_id, token = signed_up(site, name, scopes, role)
        return ApiApp(stranger.client, stranger.description, token, account_id)

    return join


@pytest.fixture
def ada(newcomer: Callable[..., ApiApp]) -> ApiApp:
    return newcomer("ada")


@pytest.fixture
def bruno(newcomer: Callable[..., ApiApp]) -> ApiApp:
    return newcomer("bruno")


@pytest.fixture
def nobody(site: WholeSite, stranger: ApiApp) -> ApiApp:
    """An app that acts for itself."""
    register: RegisterApp = site.make(RegisterApp)
    app = register(name="Test", redirect_uris=["urn:ietf:wg:oauth:2.0:oob"], scopes=" ".join(ALL_SCOPES)).app
    issue: IssueAppToken = site.make(IssueAppToken)
    return ApiApp(stranger.client, stranger.description, issue(app=app, scopes=" ".join(ALL_SCOPES)).access_token)


def signed_up(site: WholeSite, name: str, scopes: tuple[str, ...], role: Role = Role.USER) -> tuple[str, str]:
    """Somebody new, and the token of an app of theirs."""
    sign_up: SignUp = site.make(SignUp)
    account = sign_up(username=name, email=f"{name}@example.org", password="a long enough sentence").account
    if role is not Role.USER:  # before there is a token, as an app is granted only what somebody can give
        site.make(ChangeRole)(target=name, role=role)
    register: RegisterApp = site.make(RegisterApp)
    app = register(name="Test", redirect_uris=["urn:ietf:wg:oauth:2.0:oob"], scopes=" ".join(ALL_SCOPES)).app
    issue: IssueToken = site.make(IssueToken)
    return str(account.id), issue(app_id=app.id, account_id=account.id, scopes=scopes).access_token
