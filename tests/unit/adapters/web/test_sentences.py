import re
from pathlib import Path

import microblog.domain
from microblog.adapters.web.sentences import _OF_FIELDS, _SENTENCES, _UNKNOWN, sentence_of
from microblog.domain.model.errors import ValidationError

# Codes that no form can bring about: they are for the command line, the API and OAuth, which has words of its own.
NOT_FOR_FORMS = {"out_of_range", "after_end", "unknown", "not_registered", "not_granted"}


def test_every_code_of_the_core_has_its_sentence() -> None:
    codes = set[str]()
    for path in Path(microblog.domain.__file__).parent.rglob("*.py"):
        source = path.read_text("utf-8")
        codes |= set(re.findall(r'ValidationError\(\s*[\w."]+,\s*"(\w+)"', source))
        codes |= set(re.findall(r'\((?:_CONTROL|_SURROGATE|_NONCHARACTER), "(\w+)"\)', source))
    known = set(_SENTENCES) | {code for _, code in _OF_FIELDS}
    assert len(codes) > 10
    assert codes - NOT_FOR_FORMS - known == set()


def test_a_sentence_gets_only_the_parameters_that_it_names() -> None:
    error = ValidationError("fields", "too_long", {"limit": 255, "index": 2})
    assert sentence_of(error)[1] == {"limit": 255}
    error = ValidationError("text", "too_long", {"limit": 500, "length": 512})
    sentence, params = sentence_of(error)
    assert sentence % params == "This has 512 characters; at most 500 are allowed."


def test_an_unknown_code_still_says_something() -> None:
    assert sentence_of(ValidationError("text", "never_heard_of")) == (_UNKNOWN, {})
