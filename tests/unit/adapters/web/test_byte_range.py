import pytest

from microblog.adapters.web.byte_range import ByteRange, asked_range
from microblog.adapters.web.fields import Headers
from microblog.adapters.web.request import Request

ETAG = '"a.mp4"'


def asked(*headers: tuple[str, str], method: str = "GET") -> ByteRange | None:
    return asked_range(Request(method, "/media/a.mp4", "id", headers=Headers.from_pairs(headers)), ETAG)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", (0, 9)),
        ("Bytes=0-0", (0, 0)),
        ("bytes=3-5", (3, 5)),
        ("bytes=3-100", (3, 9)),
        ("bytes=9-9", (9, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-100", (0, 9)),
        ("bytes=10-", None),
        ("bytes=10-20", None),
        ("bytes=-0", None),
    ],
)
def test_a_part_of_ten_bytes(header: str, part: tuple[int, int] | None) -> None:
    wanted = asked(("Range", header))
    assert wanted is not None
    assert wanted.within(10) == part
    assert wanted.within(0) is None


@pytest.mark.parametrize(
    "header",
    [
        *("", "bytes", "bytes=", "bytes=-", "bytes=5-3", "bytes=0-1,3-4", "bytes=a-", "bytes=+1-2"),
        *("bytes=٣-", "lines=1-2", "bytes=0-1\t-", f"bytes={'9' * 19}-"),
    ],
)
def test_what_is_no_single_range_gets_all(header: str) -> None:
    assert asked(("Range", header)) is None


def test_whoever_asks_for_the_head_or_has_another_file_gets_all() -> None:
    assert asked(("Range", "bytes=1-2"), method="HEAD") is None
    assert asked(("Range", "bytes=1-2"), ("If-Range", '"b.mp4"')) is None
    assert asked(("Range", "bytes=1-2"), ("If-Range", "Sat, 21 Nov 2026 12:00:00 GMT")) is None
    assert asked(("Range", "bytes=1-2"), ("If-Range", ETAG)) == ByteRange(1, 2)
