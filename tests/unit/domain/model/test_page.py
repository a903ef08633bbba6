import pytest

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.page import MAX_ID, Cursor


@pytest.mark.parametrize("name", ["max_id", "since_id", "min_id"])
def test_ids_outside_of_64_bits_are_refused(name: str) -> None:
    for value in (0, 1, MAX_ID):
        assert getattr(Cursor(**{name: value}), name) == value
    for value in (-1, MAX_ID + 1, 10**100):
        with pytest.raises(ValidationError) as refused:
            Cursor(**{name: value})
        assert (refused.value.field, refused.value.code) == (name, "out_of_range")
        assert refused.value.params == {"lowest": 0, "highest": MAX_ID}


@pytest.mark.parametrize(("limit", "taken"), [(-(10**100), 1), (0, 1), (1, 1), (40, 40), (41, 40), (10**100, 40)])
def test_a_limit_is_brought_into_range(limit: int, taken: int) -> None:
    assert Cursor(limit=limit).limit == taken


def test_nothing_asked_for_is_the_head_of_the_list() -> None:
    cursor = Cursor()
    assert (cursor.max_id, cursor.since_id, cursor.min_id, cursor.limit) == (None, None, None, 20)
