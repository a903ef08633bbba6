from microblog.domain.model.errors import NotPermitted, TooManyRequests, ValidationError


def test_a_refused_value_says_which_and_why() -> None:
    error = ValidationError("text", "too_long", {"limit": 500, "length": 501})
    assert str(error) == "text: too_long (limit=500, length=501)"
    assert str(ValidationError("text", "required")) == "text: required"


def test_others_say_what_they_may() -> None:
    assert str(NotPermitted()) == "not_permitted"
    assert str(TooManyRequests(7)) == "try again in 7 seconds"
