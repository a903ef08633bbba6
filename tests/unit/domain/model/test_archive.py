from random import Random

from hypothesis import given
from hypothesis import strategies as st

from microblog.domain.model.archive import KINDS, Tally

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
