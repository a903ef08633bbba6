from random import Random

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from microblog.domain.model.account import ProfileField
from microblog.domain.model.announcement import Announcement
from microblog.domain.model.archive import KINDS, NumberedVersion, Tally, with_html
from microblog.domain.model.record_encoding import shape
from tests.unit.domain.model.test_archive_consistency import POST
from tests.unit.domain.model.test_record_encoding import ACCOUNT, NOW, TASK

LINES = st.lists(st.binary(max_size=4), max_size=6)


@given(LINES, st.randoms())
def test_a_tally_does_not_depend_on_the_order_or_the_batches(lines: list[bytes], dice: Random) -> None:
    shuffled = list(lines)
    dice.shuffle(shuffled)
    one_by_one = Tally()
    for line in shuffled:
        one_by_one = one_by_one.plus([line])
    assert one_by_one == Tally().plus(lines)
    assert one_by_one.count == len(lines)


@given(LINES, LINES)
def test_other_records_have_another_tally(first: list[bytes], second: list[bytes]) -> None:
    assert (Tally().plus(first) == Tally().plus(second)) == (sorted(first) == sorted(second))


def test_a_digest_is_of_64_digits() -> None:
    assert Tally().digest == "0" * 64
    assert len(Tally().plus([b"x"] * 999).digest) == 64


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_html_is_changed_wherever_it_is() -> None:
    """A field that is added fails here until `with_html` knows it."""
    field = ProfileField("a", "b", "c")
    account = evolve(ACCOUNT, bio_html="d", fields=(field, field))
    field = evolve(field, html="C")
    assert with_html(account, str.upper) == evolve(account, bio_html="D", fields=(field, field))
    assert with_html(evolve(POST, text="a", html="b"), str.upper) == evolve(POST, text="a", html="B")
    version = NumberedVersion(1, 1, "a", "b", "c", NOW)
    assert with_html(version, str.upper) == evolve(version, html="B")
    announcement = Announcement(1, "a", "b", NOW, NOW)
    assert with_html(announcement, str.upper) == evolve(announcement, html="B")
    assert with_html(TASK, str.upper) == TASK
    fields = {kind.name: str(shape(kind.record)).count("html") for kind in KINDS}
    known = ("accounts", "posts", "boosts", "post_versions", "announcements")
    assert sum(fields.values()) == sum(fields[name] for name in known)
    assert (fields["accounts"], fields["posts"], fields["post_versions"]) == (2, 1, 1)
