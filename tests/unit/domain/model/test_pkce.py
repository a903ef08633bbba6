import pytest

from microblog.domain.model.pkce import is_challenge, proves

# RFC 7636, appendix B
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_the_verifier_proves_its_challenge_and_no_other() -> None:
    assert is_challenge(CHALLENGE)
    assert proves(VERIFIER, CHALLENGE)
    assert not proves(VERIFIER, CHALLENGE[::-1])


@pytest.mark.parametrize(
    "verifier", ["", CHALLENGE, VERIFIER[:-1], VERIFIER + "=", VERIFIER + "\n", "é" * 43, "a" * 129]
)
def test_nothing_else_does(verifier: str) -> None:
    assert not proves(verifier, CHALLENGE)


def test_a_verifier_without_a_challenge_proves_that_something_was_taken_away() -> None:
    assert not proves(VERIFIER, "")
    assert proves("", "")


@pytest.mark.parametrize("value", ["", VERIFIER[:-1], CHALLENGE + "A", CHALLENGE + "=", CHALLENGE[:-1] + ".", "é" * 43])
def test_what_is_no_sha_256_is_no_challenge(value: str) -> None:
    assert not is_challenge(value)
