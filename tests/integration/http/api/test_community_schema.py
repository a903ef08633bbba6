"""Our description of the API beside the community's of Mastodon's: whatever differs is listed here, with its reason.

https://github.com/abraham/mastodon-openapi, MIT.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.gaps import needs
from tests.integration.http.api.described import Description

Schema = dict[str, Any]

# What they call it where that is not what we do. Ours that are here with None have no counterpart there.
NAMES = {
    "Mention": "StatusMention",
    "Token": "Token",
    "UnreadCount": "CountResponse",
    "Merged": "MergedResponse",
    "ErrorAnswer": None,  # they have one for each kind of error
    "Fault": None,  # a part of it
    "Person": None,  # written out in place
    # Parts of entities that they write out in place.
    **dict.fromkeys(
        (
            *("AccountLimits", "ActiveUsers", "Addresses", "ApiVersions", "Configuration", "Contact", "Icon"),
            *("MediaLimits", "PollLimits", "Registrations", "Source", "Stats", "StatusApplication", "StatusLimits"),
            *("ScheduledParams", "ScheduledPoll", "Thumbnail", "Translation", "Usage", "Week"),
            *("EditedPoll", "EditedPollOption", "PolicySummary", "PushAlerts", "Vapid"),
        )
    ),
}
NAMES |= {"Icon": "InstanceIcon"}

BODIES = (
    *("ChangedList", "ChangedMedia", "ChangedStatus", "FieldParameters", "ListParameters", "MarkerParameters"),
    *("MediaAttribute", "MembersParameters", "MuteParameters", "NewApp", "NewMedia", "NewStatus"),
    *("NoteParameters", "OtherTime", "Place"),
    *("NewPoll", "Vote"),
    *("NoteParameters", "Place", "NewFilter", "ChangedFilter", "KeywordParameters", "NewKeyword", "ChangedKeyword"),
    *("NewFilterStatus", "NewReport", "ChangedPush", "NewPush", "PushData", "PushKeys", "PushTarget"),
    *("NewAction", "ChangedReport", "ChangedPolicy", "V1ChangedPolicy", "SeveralRequests"),
    "NewFeaturedTag",
    *("ProfileParameters", "RevocationParameters", "SignUpParameters", "SourceParameters", "TokenParameters"),
)
"""Shapes of what comes in; they write them out in place."""

LEFT_OUT: dict[tuple[str, str], str] = {}
"""Keys that they require and we do not answer."""

OWN_KEYS = {
    ("WebPushSubscription", "policy"): "Mastodon answers it, but its page of the entity does not say so",
    ("Token", "expires_in"): "only where somebody asked for `offline_access` (RFC 6749 section 5.1)",
    ("Token", "refresh_token"): "the same",
}
"""Keys that they do not have."""

OTHER_TYPES = {
    ("Token", "created_at"): "seconds, which are whole; they say number",
}
"""Keys whose types differ."""

OWN_PATHS = {
    "/api/v1/trends": "as `/api/v1/trends/tags` was called before 3.5, where older apps ask",
    "/api/v1/notifications/policy": "as it was before 4.3 came out; they have its entity, and none of its methods",
    "/oauth/userinfo": "by POST as well, as OpenID Connect Core section 5.3.1 has it",
    "/.well-known/nodeinfo": "of another protocol",
    "/nodeinfo/2.0": "of another protocol",
    "/nodeinfo/2.1": "of another protocol",
    "/.well-known/webfinger": "of another protocol",
}
OWN_PATHS |= dict.fromkeys(
    (
        "/api/v1/admin/accounts",
        "/api/v2/admin/accounts",
        "/api/v1/admin/accounts/{id}",
        *(f"/api/v1/admin/accounts/{{id}}/{deed}" for deed in ("action", "approve", "reject")),
        *(f"/api/v1/admin/accounts/{{id}}/{deed}" for deed in ("enable", "unsilence", "unsensitive", "unsuspend")),
        "/api/v1/admin/reports",
        "/api/v1/admin/reports/{id}",
        *(f"/api/v1/admin/reports/{{id}}/{deed}" for deed in ("assign_to_self", "unassign", "resolve", "reopen")),
    ),
    "their description has the entities of moderators, and none of their methods",
)
"""Paths that they do not have."""

OWN_PARAMETERS = {
    ("post /api/v1/push/subscription", "policy"): "beside `data`, where Mastodon.py sends it, as one does to change it",
    ("get /api/v1/follow_requests", "min_id"): "it pages as every other list does",
    ("get /api/v1/mutes", "min_id"): "the same",
    ("get /api/v1/endorsements", "min_id"): "the same",
    ("get /api/v1/accounts/{id}/endorsements", "min_id"): "the same",
    **{
        ("get /api/v2/notifications/{group_key}/accounts", name): "it pages as every other list does"
        for name in ("limit", "max_id", "min_id", "since_id")
    },
    **{
        ("patch /api/v2/notifications/policy", name): "their description has no parameters of this method"
        for name in (
            *("for_limited_accounts", "for_new_accounts", "for_not_followers", "for_not_following"),
            "for_private_mentions",
        )
    },
    ("post /api/v1/notifications/requests/accept", "id"): "the same",
    ("post /api/v1/notifications/requests/dismiss", "id"): "the same",
    ("post /oauth/token", "refresh_token"): "Mastodon has no refresh tokens (RFC 6749 section 6)",
    ("post /oauth/revoke", "token_type_hint"): "of RFC 7009 section 2.1",
}
"""Parameters that they do not have."""


OTHER_SHAPES = {
    ("get", "/api/v1/filters"): "a list, as the page of the method shows it; they say one filter",
}
"""Answers that are a list for us and an object for them."""


@pytest.fixture(scope="module")
def community() -> Schema:
    found: Schema = orjson.loads(Path(needs("mastodon-schema")).read_bytes())
    return found


@pytest.fixture(scope="module")
def theirs(community: Schema) -> Schema:
    schemas: Schema = community["components"]["schemas"]
    return schemas


def _entities(description: Description, theirs: Schema) -> Iterator[tuple[str, Schema, Schema]]:
    for name, ours in description.document["components"]["schemas"].items():
        called = NAMES.get(name, name)
        if called is not None and name not in BODIES:
            yield name, ours, theirs[called]


def test_whatever_they_require_is_answered(description: Description, theirs: Schema) -> None:
    lacking = {
        (name, key)
        for name, ours, other in _entities(description, theirs)
        for key in other.get("required", ())
        if key not in ours.get("required", ())
    }
    assert lacking == set(LEFT_OUT)


def test_whatever_is_answered_they_know(description: Description, theirs: Schema) -> None:
    unknown = {
        (name, key)
        for name, ours, other in _entities(description, theirs)
        for key in ours["properties"]
        if key not in other["properties"]
    }
    assert unknown == set(OWN_KEYS)


def test_every_key_is_of_their_type(description: Description, theirs: Schema) -> None:
    differing = set()
    for name, ours, other in _entities(description, theirs):
        for key, schema in ours["properties"].items():
            if key not in other["properties"]:
                continue
            our_types = _types(schema, description.document["components"]["schemas"])
            their_types = _types(other["properties"][key], theirs)
            if key not in other.get("required", ()):
                their_types = their_types | {"null"}
            if not our_types <= their_types:
                differing.add((name, key))
    assert differing == set(OTHER_TYPES)


def test_every_path_is_theirs(description: Description, community: Schema) -> None:
    known = {(method, _bare(path)) for path, methods in community["paths"].items() for method in methods}
    own = {
        path
        for path, methods in description.document["paths"].items()
        for method in methods
        if (method, _bare(path)) not in known
    }
    assert own == set(OWN_PATHS)


def test_every_parameter_is_theirs(description: Description, community: Schema) -> None:
    own = set()
    theirs = {_bare(path): methods for path, methods in community["paths"].items()}
    for path, methods in description.document["paths"].items():
        for method, operation in methods.items():
            other = theirs.get(_bare(path), {}).get(method)
            if other is not None:
                unknown = _parameters(operation, description.document) - _parameters(other, community)
                own |= {(f"{method} {path}", name) for name in unknown}
    assert own == set(OWN_PARAMETERS)


def test_lists_are_lists_and_objects_are_objects(description: Description, community: Schema) -> None:
    theirs = {_bare(path): methods for path, methods in community["paths"].items()}
    compared = 0
    for path, methods in description.document["paths"].items():
        for method, operation in methods.items():
            other = theirs.get(_bare(path), {}).get(method)
            if other is None or "content" not in other["responses"].get("200", {}):
                continue
            ours = operation["responses"]["200"]["content"]["application/json"]["schema"]
            if (method, path) in OTHER_SHAPES:
                continue
            their_schema = other["responses"]["200"]["content"]["application/json"]["schema"]
            assert _types(ours, description.document["components"]["schemas"]) <= _types(
                their_schema, community["components"]["schemas"]
            ), (method, path)
            compared += 1
    assert compared > 30


def _types(schema: Schema, schemas: Schema) -> frozenset[str]:
    if "$ref" in schema:
        return _types(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return frozenset().union(*(_types(one, schemas) for one in schema[several]))
    if "enum" in schema and "type" not in schema:
        return frozenset({"string"})
    kind = schema.get("type", "object")
    return frozenset([kind] if isinstance(kind, str) else kind)


def _bare(path: str) -> str:
    return re.sub(r"\{[^}]+\}", "{}", path)


def _parameters(operation: Schema, document: Schema) -> set[str]:
    names = {
        _resolved(parameter, document)["name"].removesuffix("[]")
        for parameter in operation.get("parameters", ())
        if _resolved(parameter, document)["in"] == "query"
    }
    for body in _resolved(operation.get("requestBody", {}), document).get("content", {}).values():
        names |= {name.removesuffix("[]") for name in _properties(body["schema"], document)}
    return names


def _properties(schema: Schema, document: Schema) -> set[str]:
    schema = _resolved(schema, document)
    names = set(schema.get("properties", ()))
    for several in ("anyOf", "oneOf", "allOf"):
        for one in schema.get(several, ()):
            names |= _properties(one, document)
    return names


def _resolved(node: Schema, document: Schema) -> Schema:
    while "$ref" in node:
        found: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node
