from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.fields import Fields, Headers
from microblog.adapters.web.forms import read_form
from microblog.adapters.web.parameters import MAX_PARAMETERS, parameters
from microblog.adapters.web.request import Request

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def read(query: str = "", body: bytes = b"", content_type: str = "") -> dict[str, Any]:
    headers = Headers({"content-type": content_type} if content_type else {})
    request = Request("POST", "/", "1", query=Fields.from_query(query.encode()), headers=headers, body=body)
    read_form(request)
    return parameters(request)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("a=1&b=", {"a": "1", "b": ""}),
        ("a=1&a=2&a=3", {"a": ["1", "2", "3"]}),
        ("a[]=1", {"a": ["1"]}),
        ("a[]=1&a[]=2", {"a": ["1", "2"]}),
        ("a[b]=1&a[c]=2", {"a": {"b": "1", "c": "2"}}),
        ("a[b][]=1&a[b][]=2", {"a": {"b": ["1", "2"]}}),
        ("a[1][n]=y&a[0][n]=x&a[0][v]=z", {"a": [{"n": "x", "v": "z"}, {"n": "y"}]}),
        ("a[10]=ten&a[9]=nine", {"a": ["nine", "ten"]}),
        ("a[][b]=1&a[][c]=2&a[][b]=3", {"a": [{"b": "1", "c": "2"}, {"b": "3"}]}),
        ("a[][b][]=1&a[][b][]=2", {"a": [{"b": ["1", "2"]}]}),
        ("a[b]=1&a[b]=2", {"a": {"b": ["1", "2"]}}),
        ("0=x", {"0": "x"}),
        ("a%5B%5D=1", {"a": ["1"]}),
        ("a[=1&a]=2&[a]=3&a[b]c=4", {"a[": "1", "a]": "2", "[a]": "3", "a[b]c": "4"}),
    ],
)
def test_brackets_in_names_make_lists_and_mappings(text: str, found: dict[str, Any]) -> None:
    assert read(text) == found
    assert read("", text.encode(), FORM) == found


def test_all_kinds_of_bodies_say_the_same() -> None:
    wanted = {"name": "An app", "redirect_uris": ["https://a.example/", "b:/"], "data": [{"x": "1"}]}
    parts = [("name", "An app"), ("redirect_uris[]", "https://a.example/"), ("redirect_uris[]", "b:/")]
    parts.append(("data[0][x]", "1"))
    body = b"".join(
        b'--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value.encode())
        for name, value in parts
    )
    assert read("", body + b"--edge--\r\n", "multipart/form-data; boundary=edge") == wanted
    assert read("", orjson.dumps(wanted), "application/json; charset=utf-8") == wanted
    assert read("", b'{"data": {"0": {"x": "1"}}}', JSON) == {"data": [{"x": "1"}]}


def test_json_keeps_its_types() -> None:
    body = b'{"a": true, "b": null, "c": 5, "d": ["x"], "e": {}, "f": []}'
    assert read("", body, JSON) == {"a": True, "b": None, "c": 5, "d": ["x"], "e": {}, "f": []}


def test_the_body_wins_over_the_query() -> None:
    assert read("a=1&b=2", b"a=3", FORM) == {"a": "3", "b": "2"}
    assert read("a[]=1", b'{"a": false}', JSON) == {"a": False}


@pytest.mark.parametrize("content_type", ["", JSON, FORM, "text/plain", "application/octet-stream"])
def test_an_empty_body_says_nothing_whatever_it_calls_itself(content_type: str) -> None:
    assert read("a=1", b"", content_type) == {"a": "1"}


@pytest.mark.parametrize("body", [b"[]", b"1", b'"a"', b"null", b"{", b"a=1", b'{"a": "\\ud800"}', b"\xff"])
def test_json_that_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequest, match="bad_json"):
        read("", body, JSON)


@pytest.mark.parametrize(
    "text",
    ["a=1&a[b]=2", "a[b]=1&a=2", "a[]=1&a[b]=2", "a[b]=1&a[]=2", "a=1&a[]=2", "a[][]=1", "a[][][b]=1"],
)
def test_names_that_contradict_each_other_are_refused(text: str) -> None:
    with pytest.raises(BadRequest, match="bad_parameters"):
        read(text)


@pytest.mark.parametrize(("depth", "is_fine"), [(5, True), (6, False), (30_000, False)])
def test_depth_is_bounded(depth: int, is_fine: bool) -> None:
    form = b"a" + b"[b]" * depth + b"=1"
    if is_fine:
        assert read("", form, FORM)["a"]
    else:
        with pytest.raises(BadRequest, match="bad_parameters"):
            read("", form, FORM)


@pytest.mark.parametrize("body", [b'{"a": ' + b"[" * 7 + b"]" * 7 + b"}", b'{"a":' * 8 + b"1" + b"}" * 8])
def test_json_is_bounded_likewise(body: bytes) -> None:
    with pytest.raises(BadRequest, match="bad_parameters"):
        read("", body, JSON)


def test_numbers_are_bounded() -> None:
    assert len(read("&".join(f"a[]={n}" for n in range(MAX_PARAMETERS - 1)))["a"]) == MAX_PARAMETERS - 1
    for query, body in (
        ("&".join("a[]=1" for _ in range(MAX_PARAMETERS + 1)), b""),
        ("", orjson.dumps({"a": [1] * MAX_PARAMETERS})),
        ("&".join(f"a{n}=1" for n in range(600)), orjson.dumps({f"b{n}": 1 for n in range(600)})),
    ):
        with pytest.raises(BadRequest, match="too_many_parameters"):
            read(query, body, JSON)


@given(st.text(alphabet="ab[]0=&+", max_size=60))
def test_any_query_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except BadRequest:
        return
    assert all(isinstance(name, str) for name in found)
    assert read("", text.encode(), FORM) == found
