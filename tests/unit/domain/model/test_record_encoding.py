import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from attrs import AttrsInstance, frozen

from microblog.domain.model.account import Account, AccountState, ProfileField
from microblog.domain.model.archive import KINDS
from microblog.domain.model.record_encoding import decode, encode, shape
from microblog.domain.model.session import Purpose, Token
from microblog.domain.model.statistics import DayStatistics
from microblog.domain.model.task import KeptTask
from tests.doctored import to_line

NOW = datetime(2026, 1, 15, 12, 0, 0, 123000, tzinfo=UTC)
ACCOUNT = Account(
    id=2**63 - 1,
    username="anna",
    domain=None,
    uri="u",
    url="v",
    display_name='Änn 🦜 "x"',
    bio="a\nb",
    bio_html="",
    fields=(ProfileField("a", "b", "c"),),
    locked=True,
    state=AccountState.WAITING,
    created_at=NOW,
)
TOKEN = Token(b"\x00\xff" * 16, Purpose.INVITATION, None, NOW, NOW)
TASK = KeptTask(7, "SomethingNew", {"b": 2, "a": 1}, "mail", 3, NOW, NOW, None, dead=True, last_error="")


@pytest.mark.parametrize("record", [ACCOUNT, TOKEN, TASK, DayStatistics(date(2026, 1, 2), 1, 2, 3)], ids=repr)
def test_what_was_written_down_is_read_again(record: AttrsInstance) -> None:
    assert decode(type(record), encode(record)) == record


def test_a_record_is_one_line_of_json_with_all_its_fields_in_order() -> None:
    line = encode(ACCOUNT).decode()
    assert line == (
        '{"id":9223372036854775807,"username":"anna","domain":null,"uri":"u","url":"v",'
        '"display_name":"Änn 🦜 \\"x\\"","bio":"a\\nb","bio_html":"","fields":[{"label":"a","value":"b","html":"c"}],'
        '"locked":true,"state":"waiting","created_at":"2026-01-15T12:00:00.123+00:00","avatar":"","header":"",'
        '"limited":false,"disabled":false,"sensitized":false}'
    )


def test_the_same_record_is_the_same_line_whatever_its_clock_and_order() -> None:
    elsewhere = timezone(timedelta(hours=5))
    other = KeptTask(
        7, "SomethingNew", {"a": 1, "b": 2}, "mail", 3, NOW.astimezone(elsewhere), NOW, None, dead=True, last_error=""
    )
    assert encode(other) == encode(TASK)


def test_moments_are_as_precise_as_every_storage_keeps_them() -> None:
    precise = Token(b"", Purpose.INVITATION, 1, NOW + timedelta(microseconds=999), NOW)
    assert json.loads(encode(precise))["created_at"] == "2026-01-15T12:00:00.123+00:00"


def test_all_kinds_can_be_written_down() -> None:
    shapes = {kind.name: shape(kind.record) for kind in KINDS}
    assert shapes["likes"] == {"id": "number", "account_id": "number", "post_id": "number", "created_at": "moment"}
    assert shapes["tokens"] == {
        "token_hash": "bytes",
        "purpose": "word",
        "account_id": {"maybe": "number"},
        "created_at": "moment",
        "expires_at": "moment",
    }
    assert shapes["accounts"]["fields"] == [{"label": "text", "value": "text", "html": "text"}]


def test_a_type_that_nobody_thought_of_is_refused_and_not_guessed() -> None:
    @frozen
    class Strange:
        share: float

    with pytest.raises(TypeError, match="nothing says how a <class 'float'> is written down"):
        encode(Strange(0.1))


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b'{"day":1}', b'{"day":"x","posts":1}', b"\xff", b"[" * 200_000])
def test_what_is_no_such_record_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"a line is no JSON|no object|other fields"):
        decode(DayStatistics, line)


def doctored(record: AttrsInstance, **values: object) -> bytes:
    """As `encode` would write it if it could."""
    return to_line(json.loads(encode(record)) | values)


UNFIT: list[tuple[AttrsInstance, str, list[object]]] = [
    (ACCOUNT, "id", [True, 1.0, "1", None, 2**63, -(2**63) - 1, float("nan"), []]),
    (ACCOUNT, "username", [1, None, {"$ne": 1}, ["a"], "a\0b", "a\x1b", "\udc80", "\uffff"]),
    (ACCOUNT, "domain", [False, {}]),
    (ACCOUNT, "locked", [1, "true", None]),
    (ACCOUNT, "state", ["x", 1, None, ["active"], {}]),
    (ACCOUNT, "fields", [None, {}, "ab", [1], [{}], [{"label": 1, "value": "", "html": ""}]]),
    (ACCOUNT, "created_at", [1, "x", "2026-01-15", "2026-01-15T12:00:00.123", None]),
    (TOKEN, "token_hash", [1, "xyz", "\u0660\u0660", None]),
    (TASK, "payload", [None, [], {"a": "b"}, {"a": True}, {"\0": 1}, {"a": 2**63}]),
    (DayStatistics(date(2026, 1, 2), 1, 2, 3), "day", [1, "2026-02-30", "x"]),
]


@pytest.mark.parametrize(
    ("record", "name", "value"), [(record, name, value) for record, name, values in UNFIT for value in values]
)
def test_a_value_that_is_none_of_its_type_is_refused_and_not_quoted(
    record: AttrsInstance, name: str, value: object
) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: [a-z0-9: ]+$"):
        decode(type(record), doctored(record, **{name: value}))


@pytest.mark.parametrize(
    "line",
    [
        encode(TASK) + b" ",
        encode(TASK).replace(b",", b", "),
        encode(TASK).replace(b'"id":7', b'"id":7,"id":7'),
        encode(TASK).replace(b'{"a":1,"b":2}', b'{"b":2,"a":1}'),
        encode(TASK).replace(b".123+00:00", b".123Z"),
        encode(TASK).replace(b".123+00:00", b".123456+00:00"),
        encode(TASK).replace(b"mail", b"\\u006dail"),
        encode(TASK).decode().encode("utf-16"),
    ],
)
def test_a_record_can_be_written_in_one_way_only(line: bytes) -> None:
    """So that what is restored has the hash of the file that it came from."""
    with pytest.raises(ValueError, match="a line is not as it would be written"):
        decode(KeptTask, line)


def test_texts_may_have_several_lines() -> None:
    assert decode(Account, doctored(ACCOUNT, bio="a\n\tb")).bio == "a\n\tb"
