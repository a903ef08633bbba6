"""Apps to test with."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from microblog.domain.model.account import Account
from microblog.domain.model.app import App
from microblog.domain.use_cases.apps.authorize_app import AuthorizeApp
from microblog.domain.use_cases.apps.redeem_code import RedeemCode
from microblog.domain.use_cases.apps.register_app import RegisterApp
from microblog.domain.use_cases.apps.token_issuer import IssuedTokens
from tests.unit.domain.use_cases.action_world import ActionWorld

CALLBACK = "https://app.example/callback"
VERIFIER = "v" * 43
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def app(world: ActionWorld, **what: Any) -> App:
    """A registered one."""
    what = {"name": "An app", "redirect_uris": [CALLBACK], "scopes": "read write offline_access"} | what
    return world.do(RegisterApp)(**what).app


def code(world: ActionWorld, app: App, account: Account, **what: Any) -> str:
    """What the app gets when the person consents."""
    what = {"redirect_uri": app.redirect_uris[0], "scopes": "read"} | what
    return world.do(AuthorizeApp)(account_id=account.id, client_id=app.client_id, **what)


def tokens(world: ActionWorld, app: App, account: Account, **what: Any) -> IssuedTokens:
    """What the app gets for the code."""
    secret = code(world, app, account, **what)
    return world.do(RedeemCode)(app=app, code=secret, redirect_uri=app.redirect_uris[0])
