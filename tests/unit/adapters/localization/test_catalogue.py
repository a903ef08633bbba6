"""Every language is complete, and the tool that says so can be believed."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from tools.translations import (
    LOCALES,
    UntranslatableError,
    extract_all,
    faults,
    messages_in_python,
    messages_in_template,
    read_catalogue,
    update,
)


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*/microblog.po")), ids=lambda path: path.parent.name)
def test_language_is_complete(path: Path) -> None:
    found = faults(read_catalogue(path), extract_all())
    assert not found, f"run `python tools/translations.py`, then mend {path}:\n" + "\n".join(found)


def test_there_is_a_second_language() -> None:
    assert (LOCALES / "de" / "microblog.po").is_file()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("Log in")', [("Log in", None)]),
        ('translator.gettext(language, "Hello %(name)s", name="x")', [("Hello %(name)s", None)]),
        ('t.ngettext(language, "%(num)s post", "%(num)s posts", n)', [(("%(num)s post", "%(num)s posts"), None)]),
        ('t.pgettext(language, "verb", "Like")', [("Like", "verb")]),
        ('LABEL = N_("one " "two")', [("one two", None)]),
        ("_(label)", []),
    ],
)
def test_finds_sentences_in_python(source: str, found: list[object]) -> None:
    assert list(messages_in_python(source, "x.py")) == found


def test_refuses_an_f_string() -> None:
    with pytest.raises(UntranslatableError, match="cannot be translated"):
        list(messages_in_python('_(f"Hello {name}")', "x.py"))


def test_finds_sentences_in_templates() -> None:
    template = b"""<p title="{{ _('Title') }}">{% trans n=posts %}{{ n }} post
      here{% pluralize %}{{ n }} posts here{% endtrans %}</p>"""
    assert list(messages_in_template(template)) == [
        ("Title", None),
        (("%(n)s post here", "%(n)s posts here"), None),
    ]


def _catalogue(*entries: tuple[str, str]) -> Catalog:
    catalogue = Catalog("de")
    for original, translation in entries:
        catalogue.add(original, translation)
    return catalogue


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (("Hello", ""), "untranslated: Hello"),
        (("Bye", "Tschüss"), "no longer used: Bye"),
        (("Hello %(name)s", "Hallo %(nam)s"), "other placeholders than the original: Hello %(name)s"),
        (("Hello %(name)s", "Hallo"), "other placeholders than the original: Hello %(name)s"),
    ],
)
def test_names_what_is_wrong(entry: tuple[str, str], fault: str) -> None:
    template = _catalogue(*[(text, "") for text in ("Hello", "Hello %(name)s") if text == entry[0]])
    found = faults(_catalogue(entry), template)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_names_what_is_fuzzy() -> None:
    catalogue = Catalog("de")
    catalogue.add("Hello", "Hallo", flags=["fuzzy"])
    assert faults(catalogue, _catalogue(("Hello", ""))) == ["fuzzy: Hello"]


def test_update_keeps_translations_adds_new_sentences_and_drops_old_ones(tmp_path: Path) -> None:
    path = tmp_path / "de" / "microblog.po"
    path.parent.mkdir()
    path.write_text('msgid "Kept"\nmsgstr "Behalten"\n\nmsgid "Old"\nmsgstr "Alt"\n')
    template = _catalogue(("Kept", ""), ("New", ""))
    update(path, template)
    first = path.read_text()
    assert faults(read_catalogue(path), template) == ["untranslated: New"]
    assert "Behalten" in first
    assert "Old" not in first
    update(path, template)
    assert path.read_text() == first
