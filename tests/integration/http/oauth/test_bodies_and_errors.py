"""What real clients trip over: bodies of all kinds, slashes at the end, and errors that they can read."""

from base64 import b64encode
from typing import Any

import orjson
import pytest
from authlib.oauth2 import rfc8414, rfc9207

from tests.integration.http.client import Answer, Client
from tests.integration.http.hostile.house import BASE_URL, House
from tests.integration.http.oauth.remote_app import CALLBACK, FORM, OOB, RemoteApp, allow, body, code_of, path_of
from tests.integration.http.site.people import Person


def sent_as(kind: str, client: Client, path: str, values: dict[str, str]) -> Answer:
    """The same values in another kind of body, or behind the question mark."""
    match kind:
        case "form":
            return client.post(path, values)
        case "json":
            return client.request("POST", path, {"Content-Type": "application/json"}, orjson.dumps(values))
        case "multipart":
            parts = [
                f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                for name, value in values.items()
            ]
            kind = "multipart/form-data; boundary=edge"
            return client.request("POST", path, {"Content-Type": kind}, ("".join(parts) + "--edge--\r\n").encode())
    query = "&".join(f"{name}={value.replace(' ', '+')}" for name, value in values.items())
    return client.request("POST", f"{path}?{query}")


KINDS = ["form", "json", "multipart", "query"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slash", ["", "/"])
def test_every_kind_of_body_and_a_slash_at_the_end(house: House, ada: Person, kind: str, slash: str) -> None:
    client = Client(house.client.framework, house.client.host)
    new = {"client_name": "An app", "redirect_uris": CALLBACK, "scopes": "read write", "website": "https://a.example"}
    answer = sent_as(kind, client, f"/api/v1/apps{slash}", new)
    assert answer.status == 200
    facts = body(answer)
    app = RemoteApp(client, facts["client_id"], facts["client_secret"], CALLBACK)
    code = code_of(allow(ada, app.question().replace("/authorize?", f"/authorize{slash}?")))
    credentials = {"client_id": app.client_id, "client_secret": app.secret}
    wanted = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, **credentials}
    answer = sent_as(kind, client, f"/oauth/token{slash}", wanted)
    assert answer.status == 200
    token = body(answer)["access_token"]
    assert app.get(f"/oauth/userinfo{slash}", token).status == 200
    answer = sent_as(kind, client, f"/oauth/revoke{slash}", {"token": token, **credentials})
    assert (answer.status, app.works(token)) == (200, False)
    assert client.get(f"/.well-known/oauth-authorization-server{slash}").status == 200


def test_what_an_app_is_told_when_it_is_registered(house: House) -> None:
    client = Client(house.client.framework, house.client.host)
    new = {"client_name": "An app", "redirect_uris": f"{CALLBACK}\nmyapp://x {OOB}"}
    facts = body(client.post("/api/v1/apps", new))
    assert facts.keys() == {
        *("id", "name", "website", "scopes", "redirect_uri", "redirect_uris"),
        *("client_id", "client_secret", "client_secret_expires_at", "vapid_key"),
    }
    uris = [CALLBACK, "myapp://x", OOB]
    assert (facts["redirect_uri"], facts["redirect_uris"]) == ("\n".join(uris), uris)
    assert (facts["name"], facts["website"], facts["scopes"]) == ("An app", None, ["read"])
    assert facts["id"].isdecimal()
    assert facts["client_secret_expires_at"] == 0
    listed: dict[str, Any] = {"client_name": "An app", "redirect_uris": uris, "website": None, "scopes": None}
    answer = client.request("POST", "/api/v1/apps", {"Content-Type": "application/json"}, orjson.dumps(listed))
    assert body(answer)["redirect_uris"] == uris
    answer = client.post("/api/v1/apps", [("client_name", "A"), *(("redirect_uris[]", uri) for uri in uris)])
    assert body(answer)["redirect_uris"] == uris
    assert answer.header("Cache-Control") == "no-store"


@pytest.mark.parametrize(
    ("new", "field"),
    [
        ({}, "client_name"),
        ({"client_name": "A"}, "redirect_uris"),
        ({"client_name": "A", "redirect_uris": "javascript:alert(1)"}, "redirect_uris"),
        ({"client_name": "A", "redirect_uris": [1]}, "redirect_uris"),
        ({"client_name": "A", "redirect_uris": OOB, "scopes": "read everything"}, "scopes"),
        ({"client_name": "A", "redirect_uris": OOB, "website": "javascript:alert(1)"}, "website"),
        ({"client_name": ["A"], "redirect_uris": OOB}, "client_name"),
    ],
)
def test_an_app_that_cannot_be_registered_is_told_why(house: House, new: dict[str, Any], field: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = house.client.request("POST", "/api/v1/apps", headers, orjson.dumps(new))
    assert answer.status == 422
    assert body(answer)["error"].startswith(f"Validation failed: {field}")


def test_an_empty_body_without_a_content_type(house: House) -> None:
    for path, status in (("/api/v1/apps", 422), ("/oauth/token", 400), ("/oauth/revoke", 400)):
        answer = house.client.request("POST", path)
        assert answer.status == status
        assert body(answer)["error"]


def test_an_app_shows_its_secret_in_the_header_as_well(app: RemoteApp) -> None:
    def header(text: bytes) -> dict[str, str]:
        return {"Authorization": f"Basic {b64encode(text).decode()}", "Content-Type": FORM}

    good = f"{app.client_id}:{app.secret}".encode()
    wanted = b"grant_type=client_credentials"
    assert app.client.request("POST", "/oauth/token", header(good), wanted).status == 200
    same = wanted + f"&client_id={app.client_id}".encode()
    assert app.client.request("POST", "/oauth/token", header(good), same).status == 200
    for text, form in (
        (good + b"x", wanted),
        (good, wanted + b"&client_id=another"),
        (app.client_id.encode(), wanted + f"&client_secret={app.secret}".encode()),
        (b"\xff\xfe:\xff", wanted),
        (b":", wanted),
    ):
        answer = app.client.request("POST", "/oauth/token", header(text), form)
        assert (answer.status, body(answer)["error"]) == (401, "invalid_client")
        assert (answer.header("WWW-Authenticate") or "").startswith("Basic ")
    odd = {"Authorization": "Basic ???", "Content-Type": FORM}
    assert app.client.request("POST", "/oauth/token", odd, wanted).status == 401


@pytest.mark.parametrize(
    ("what", "status", "error"),
    [
        ({}, 400, "invalid_request"),
        ({"grant_type": "password", "username": "ada", "password": "x"}, 400, "unsupported_grant_type"),
        ({"grant_type": "urn:ietf:params:oauth:grant-type:device_code"}, 400, "unsupported_grant_type"),
        ({"grant_type": 'a"\\é'}, 400, "unsupported_grant_type"),
        ({"grant_type": "authorization_code"}, 400, "invalid_request"),
        ({"grant_type": "authorization_code", "code": "x"}, 400, "invalid_grant"),
        ({"grant_type": "refresh_token"}, 400, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, 400, "invalid_grant"),
        ({"grant_type": "client_credentials", "scope": "everything"}, 400, "invalid_scope"),
        ({"grant_type": "client_credentials", "scope": "admin:read"}, 400, "invalid_scope"),
        ({"grant_type": "client_credentials", "client_secret": "wrong"}, 401, "invalid_client"),
        ({"grant_type": "client_credentials", "client_secret": ""}, 401, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "nobody"}, 401, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "\0\ufffe"}, 401, "invalid_client"),
    ],
)
def test_the_token_endpoint_says_what_is_wrong(app: RemoteApp, what: dict[str, str], status: int, error: str) -> None:
    answer = app.token(**what)
    assert (answer.status, body(answer)["error"]) == (status, error)
    assert answer.header("Cache-Control") == "no-store"
    if error != "unsupported_grant_type":
        assert body(answer)["error_description"]
    if status == 401:
        assert (answer.header("WWW-Authenticate") or "").startswith("Basic ")


@pytest.mark.parametrize("broken", [b"{", b"[]", b'"x"', b'{"grant_type": ["client_credentials"]}', b'{"code": 1}'])
def test_a_body_that_cannot_be_read_is_an_invalid_request(app: RemoteApp, broken: bytes) -> None:
    for path in ("/oauth/token", "/oauth/revoke"):
        answer = app.client.request("POST", path, {"Content-Type": "application/json"}, broken)
        assert answer.status in (400, 401)
        assert body(answer)["error"] in ("invalid_request", "invalid_client")


def test_what_is_given_twice_is_refused(app: RemoteApp) -> None:
    known = [("client_id", app.client_id), ("client_secret", app.secret), ("grant_type", "client_credentials")]
    for twice in known:
        answer = app.client.post("/oauth/token", [*known, twice])
        assert (answer.status, body(answer)["error"]) == (400, "invalid_request")


def test_revoking_says_what_is_wrong(house: House, app: RemoteApp, ada: Person) -> None:
    token, other = app.let_in(ada)["access_token"], RemoteApp.registered(house)
    credentials = {"client_id": other.client_id, "client_secret": other.secret}
    answers = [
        app.client.post("/oauth/revoke", {**credentials, "token": token}),
        app.client.post("/oauth/revoke", credentials),
        app.client.post("/oauth/revoke", {"client_id": app.client_id, "client_secret": "wrong", "token": token}),
    ]
    said = [(answer.status, body(answer)["error"]) for answer in answers]
    assert said == [(403, "unauthorized_client"), (400, "invalid_request"), (401, "invalid_client")]
    assert app.works(token)


def test_the_server_describes_itself(house: House) -> None:
    answer = house.client.get("/.well-known/oauth-authorization-server")
    facts = body(answer)
    described = rfc8414.AuthorizationServerMetadata(facts)
    described.validate(metadata_classes=[rfc9207.AuthorizationServerMetadata])
    assert facts["issuer"] == BASE_URL
    assert facts["code_challenge_methods_supported"] == ["S256"]
    assert set(facts["grant_types_supported"]) == {"authorization_code", "client_credentials", "refresh_token"}
    assert {"read", "write:statuses", "push", "profile"} <= set(facts["scopes_supported"])
    paths = {(route.path, route.method) for route in house.container.routes()}
    for name, url in facts.items():
        if name.endswith("_endpoint"):
            method = "GET" if name in ("authorization_endpoint", "userinfo_endpoint") else "POST"
            assert (path_of(url), method) in paths, name


def test_a_body_that_is_too_large_is_not_read(house: House) -> None:
    for path in ("/api/v1/apps", "/oauth/token", "/oauth/revoke"):
        answer = house.client.request("POST", path, {"Content-Type": FORM}, b"client_name=" + b"x" * 10_000_000)
        assert (answer.status, body(answer)["error"]) == (413, "The body is too large")
