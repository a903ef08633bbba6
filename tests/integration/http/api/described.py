"""Holds answers against the API's own description."""

import re
from functools import cache
from typing import Any

import jsonschema_rs
import orjson
from attrs import frozen

from tests.integration.http.client import Answer


@frozen
class Description:
    """An OpenAPI document."""

    document: dict[str, Any]

    def operation(self, method: str, path: str) -> dict[str, Any] | None:
        """What it says about a request; literal paths come before those with parameters."""
        templates = sorted(self.document["paths"], key=lambda template: template.count("{"))
        for template in templates:
            if method.lower() in self.document["paths"][template] and _pattern(template).fullmatch(path):
                found: dict[str, Any] = self.document["paths"][template][method.lower()]
                return found
        return None

    def hold(self, method: str, path: str, answer: Answer) -> None:
        """Fails where the answer is not one that the document promises."""
        operation = self.operation(method, path.partition("?")[0].rstrip("/"))
        if operation is None:
            assert answer.status in (404, 405), f"{method} {path} is not described and answered {answer.status}"
            return
        described = operation["responses"].get(str(answer.status))
        assert described is not None, f"{method} {path} answered {answer.status}, which is not described"
        media_type = (answer.header("Content-Type") or "").partition(";")[0]
        assert media_type in described["content"], f"{method} {path}: {media_type}"
        value = answer.text if media_type == "text/plain" else answer.json()
        _validator(orjson.dumps(self._whole(described["content"][media_type]["schema"]))).validate(value)

    def _whole(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {**schema, "components": _strict(self.document["components"])}


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[a-z_]+\}", template)
    return re.compile("[^/]+".join(map(re.escape, parts)))


@cache
def _validator(schema: bytes) -> Any:
    return jsonschema_rs.Draft202012Validator(orjson.loads(schema), validate_formats=True)


def _strict(node: Any) -> Any:
    """What is not described may not be answered either."""
    if isinstance(node, dict):
        strict = {name: _strict(value) for name, value in node.items()}
        if isinstance(node.get("properties"), dict) and node.get("type") == "object":
            strict.setdefault("additionalProperties", False)
        return strict
    return [_strict(value) for value in node] if isinstance(node, list) else node
