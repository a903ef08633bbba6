"""The API's own description (OpenAPI 3.1), made of the route table and the shapes that it names.

https://spec.openapis.org/oas/v3.1.1.html
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.json import schema_components

from microblog.adapters.web.access import Access
from microblog.adapters.web.mastodon_api.answers import OneOf
from microblog.adapters.web.mastodon_api.problems import ErrorAnswer
from microblog.adapters.web.route import Family, Route
from microblog.domain.model.scopes import SCOPES

Document = dict[str, Any]

_REFERENCE = "#/components/schemas/{name}"
_PARAMETER = re.compile(r"<(?:(?P<converter>int|path):)?(?P<name>[a-z_]+)>")
_MULTIPART = "multipart/form-data"
_FORMS = ("application/json", "application/x-www-form-urlencoded", _MULTIPART)
_ERRORS = {
    400: "The request cannot be understood.",
    401: "There is no access token, or it is good for nothing.",
    403: "The token does not allow this, or whoever it acts for may not do it.",
    404: "There is no such thing, or it is not to be seen.",
    409: "It changed meanwhile.",
    411: "The body does not say how long it is.",
    413: "The body is too large.",
    422: "A value cannot be accepted.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
    500: "Something broke on the server.",
    503: "The server is busy; `Retry-After` says how many seconds to wait.",
}


def described(routes: Iterable[Route], *, version: str, base_url: str) -> Document:
    """The document. Only routes of the API that say what they answer are in it."""
    known = [route for route in routes if route.family is Family.API and route.answer is not None]
    shapes = [shape for route in known for shape in (*_answers(route), route.takes) if shape is not None]
    schemas, components = schema_components([*shapes, ErrorAnswer], ref_template=_REFERENCE)
    by_shape = list(zip(shapes, schemas, strict=False))
    paths: dict[str, Document] = {}
    for route in known:
        answers = [next(schema for shape, schema in by_shape if shape == each) for each in _answers(route)]
        schema = answers[0] if len(answers) == 1 else {"anyOf": answers}
        paths.setdefault(_path(route), {})[route.method.lower()] = _operation(route, schema, components)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "microblog",
            "version": version,
            "description": "The client API of Mastodon, as spoken here.",
        },
        "servers": [{"url": base_url}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": {name: _shape(components[name]) for name in sorted(_referred_to(paths, components))},
            "securitySchemes": {
                "oauth": {
                    "type": "oauth2",
                    "flows": {
                        "authorizationCode": {
                            "authorizationUrl": f"{base_url}/oauth/authorize",
                            "tokenUrl": f"{base_url}/oauth/token",
                            "scopes": {scope: _about_scope(scope) for scope in SCOPES},
                        },
                        "clientCredentials": {
                            "tokenUrl": f"{base_url}/oauth/token",
                            "scopes": {scope: _about_scope(scope) for scope in SCOPES},
                        },
                    },
                }
            },
        },
    }


def _answers(route: Route) -> Sequence[object]:
    return route.answer.entities if isinstance(route.answer, OneOf) else (route.answer,)


def _referred_to(node: Any, components: Mapping[str, Document]) -> set[str]:
    """The components that are needed; the shapes of queries are written out where they are used."""
    names: set[str] = set()
    left = [node]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            name = str(each.get("$ref", "")).rpartition("/")[2]
            if name and name not in names:
                names.add(name)
                left.append(components[name])
            left.extend(each.values())
        elif isinstance(each, list):
            left.extend(each)
    return names


def _path(route: Route) -> str:
    return _PARAMETER.sub(lambda match: "{" + match["name"] + "}", route.path)


def _operation(route: Route, schema: Document, components: Mapping[str, Document]) -> Document:
    parameters = [_in_path(match) for match in _PARAMETER.finditer(route.path)]
    operation: Document = {
        "operationId": re.sub(r"\W+", "_", route.name).strip("_"),
        "summary": (route.handler.__doc__ or "").strip().partition("\n")[0],
        "tags": [_tag(route.path)],
        "security": _security(route),
        "responses": {
            "200": {
                "description": "What was asked for.",
                "headers": _headers(route),
                "content": {route.media_type: {"schema": schema}},
            },
            **_unfinished(route, schema),
            **{str(status): _error(sentence) for status, sentence in _ERRORS.items() if _may_happen(status, route)},
        },
    }
    if route.takes is not None and issubclass(route.takes, Struct):
        shape = components[route.takes.__name__]
        if route.method in ("GET", "DELETE"):
            parameters += _in_query(shape)
        else:
            body = {"schema": {"$ref": _REFERENCE.format(name=route.takes.__name__)}}
            operation["requestBody"] = {
                "required": bool(shape.get("required")),
                "content": dict.fromkeys(_FORMS, body),
            }
            if route.files:
                operation["requestBody"]["content"][_MULTIPART] = {"schema": _with_files(body["schema"], route.files)}
    if parameters:
        operation["parameters"] = parameters
    return operation


def _with_files(schema: Document, files: Sequence[str]) -> Document:
    """https://spec.openapis.org/oas/v3.1.1.html#considerations-for-file-uploads"""
    parts = {name: {"type": "string", "contentMediaType": "application/octet-stream"} for name in files}
    return {"allOf": [schema, {"type": "object", "properties": parts}]}


def _unfinished(route: Route, schema: Document) -> Document:
    if route.unfinished is None:
        return {}
    content = {route.media_type: {"schema": schema}}
    described = {"description": "It is not finished yet.", "headers": _headers(route), "content": content}
    return {str(route.unfinished): described}


def _in_path(match: "re.Match[str]") -> Document:
    schema = {"type": "string", "pattern": "^[0-9]+$"} if match["converter"] == "int" else {"type": "string"}
    return {"name": match["name"], "in": "path", "required": True, "schema": schema}


def _in_query(shape: Document) -> list[Document]:
    required: Sequence[str] = shape.get("required", ())
    found = []
    for name, schema in shape["properties"].items():
        is_list = schema.get("type") == "array"
        found.append(
            {
                "name": f"{name}[]" if is_list else name,
                "in": "query",
                "required": name in required,
                "schema": _typed(schema),
            }
        )
    return found


def _shape(schema: Document) -> Document:
    """A component; what comes in as a number may come as text as well, as forms know nothing else."""
    return {**schema, "properties": {name: _typed(each) for name, each in schema.get("properties", {}).items()}}


def _typed(schema: Document) -> Document:
    # "null" is not a word of queries and forms: what is left out has the default.
    choices: list[Document] = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(choices) == 1 and schema.get("default", "") is None:
        return choices[0]
    return schema


def _security(route: Route) -> list[dict[str, list[str]]]:
    ways: list[dict[str, list[str]]] = [{"oauth": [scope]} for scope in route.scopes]
    if not ways and route.access is Access.APP:
        ways = [{"oauth": []}]
    return [{}, *ways] if route.access is Access.ANYONE else ways


def _headers(route: Route) -> Document:
    headers: Document = {}
    if route.rate_limit is not None:
        for name, about in (
            ("X-RateLimit-Limit", "How many requests are allowed."),
            ("X-RateLimit-Remaining", "How many are left."),
            ("X-RateLimit-Reset", "When all of them are there again (RFC 3339)."),
        ):
            headers[name] = {"description": about, "schema": {"type": "string"}}
    if route.takes is not None and "max_id" in getattr(route.takes, "__struct_fields__", ()):
        about = "Where the list goes on: `next` to older ones, `prev` to newer ones (RFC 8288)."
        headers["Link"] = {"description": about, "schema": {"type": "string"}}
    return headers


def _may_happen(status: int, route: Route) -> bool:
    match status:
        case 403:
            return bool(route.scopes)
        case 409 | 411 | 413:
            return route.method != "GET"
        case _:
            return True


def _error(sentence: str) -> Document:
    return {
        "description": sentence,
        "content": {"application/json": {"schema": {"$ref": _REFERENCE.format(name=ErrorAnswer.__name__)}}},
    }


def _tag(path: str) -> str:
    parts = [part for part in path.split("/") if part and not re.fullmatch(r"api|v\d|<.*>", part)]
    return parts[0].strip(".")


def _about_scope(scope: str) -> str:
    verb, _, thing = scope.partition(":")
    return f"{verb.capitalize()} {thing.replace(':', ' ').replace('_', ' ') or 'everything'}"
