import pytest

from microblog.domain.use_cases.tasks.describe_error import describe_error


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("no good"), "ValueError: no good"),
        (KeyError(), "KeyError"),
        (OSError("<anna@example.com> was refused"), "OSError: …@… was refused"),
        (ValueError("Bearer 3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), "ValueError: Bearer …"),
        (ValueError("UNIQUE failed\n[parameters: ('geheim',)]"), "ValueError: UNIQUE failed"),
        (ValueError("(1062, \"Duplicate entry 'geheim' for key 'x'\")"), "ValueError: (1062, …"),
        (
            ValueError("errors occurred, full error: {'op': {'text': 'it's geheim'}}"),
            "ValueError: errors occurred, full error: …",
        ),
        (ValueError("Can't connect to it"), "ValueError: Can't connect to it"),
        (ValueError("550 \x1b[2Jno\x00 \x9bsuch"), "ValueError: 550 [2Jno such"),
    ],
)
def test_what_is_kept_of_an_error(error: Exception, text: str) -> None:
    assert describe_error(error) == text


def test_it_is_short() -> None:
    assert len(describe_error(ValueError("ab " * 10_000))) == 300
