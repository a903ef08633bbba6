"""Holds answers against the API's own description."""

import re
from functools import cache
from typing import Any

import jsonschema_rs
import orjson
from attrs import field, frozen

from tests.integration.http.client import Answer


@frozen
class Description:
    """An OpenAPI document. What is made of all of it is made once, as every answer is held against it."""

    document: dict[str, Any]
    _templates: list[str] = field(init=False, repr=False)
    _components: Any = field(init=False, repr=False)
    _validators: dict[bytes, Any] = field(factory=dict, init=False, repr=False)

    @_templates.default
    def _literal_first(self) -> list[str]:
        return sorted(self.document["paths"], key=lambda template: template.count("{"))

    @_components.default
    def _all_strict(self) -> Any:
        return _strict(self.document["components"])

    def operation(self, method: str, path: str) -> dict[str, Any] | None:
        """What it says about a request; literal paths come before those with parameters."""
        for template in self._templates:
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
        self._validator(described["content"][media_type]["schema"]).validate(value)

    def _validator(self, schema: dict[str, Any]) -> Any:
        key = orjson.dumps(schema)
        if key not in self._validators:
            whole = {**schema, "components": self._components}
            self._validators[key] = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        return self._validators[key]


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[a-z_]+\}", template)
    return re.compile("[^/]+".join(map(re.escape, parts)))


def _strict(node: Any) -> Any:
    """What is not described may not be answered either."""
    if isinstance(node, dict):
        strict = {name: _strict(value) for name, value in node.items()}
        if isinstance(node.get("properties"), dict) and node.get("type") == "object":
            strict.setdefault("additionalProperties", False)
        return strict
    return [_strict(value) for value in node] if isinstance(node, list) else node
