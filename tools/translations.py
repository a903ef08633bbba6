"""Keeps the translations in step with the sentences in the code.

    python tools/translations.py            update every locales/<language>/microblog.po
    python tools/translations.py --check    change nothing; say what is missing, doubtful or left over

A new language begins with an empty locales/<language>/microblog.po. After a merge conflict in a .po file,
keep both sides and run it: it sorts the entries and joins doubled ones.

Sentences are found in Python (`_`, `N_`, `gettext`, `ngettext`, `pgettext`, with or without a language as
the first argument) and in the Jinja templates (`_`, `gettext`, `ngettext`, `pgettext`, `{% trans %}`; line
breaks in a `trans` block count as spaces, so an environment must set the policy `ext.i18n.trimmed`).
"""

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import takewhile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "microblog"
LOCALES = SOURCES / "adapters" / "localization" / "locales"

# How many literal arguments make the message: ngettext has two forms, pgettext a context before the message.
_LITERALS = {"_": 1, "N_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2}
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%%")
_VOLATILE_HEADERS = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Last-Translator",
    "Language-Team",
    "Report-Msgid",
)

Found = tuple[str | tuple[str, str], str | None]


class UntranslatableError(Exception):
    """A marked sentence is not a plain literal."""


def _text(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def messages_in_python(source: str, name: str) -> Iterator[Found]:
    """The marked sentences of a Python file, each with its context."""
    for node in ast.walk(ast.parse(source, name)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        function = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        if function not in _LITERALS:
            continue
        if any(isinstance(argument, ast.JoinedStr) for argument in node.args):
            raise UntranslatableError(f"{name}:{node.lineno}: an f-string cannot be translated, use %(name)s")
        texts = [_text(argument) for argument in node.args]
        if texts and texts[0] is None:
            texts = texts[1:]  # the language
        texts = list(takewhile(lambda text: text is not None, texts))
        if len(texts) != _LITERALS[function]:
            continue  # passes on a message that was marked elsewhere
        if function == "pgettext":
            yield str(texts[1]), texts[0]
        elif function == "ngettext":
            yield (str(texts[0]), str(texts[1])), None
        else:
            yield str(texts[0]), None


def messages_in_template(source: bytes) -> Iterator[Found]:
    """The marked sentences of a Jinja template; one that does not parse raises `TemplateSyntaxError`."""
    options = {"silent": "false", "trimmed": "true", "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols"}
    for _line, message, _comments, context in extract("jinja2", BytesIO(source), _KEYWORDS, (), options):
        yield (message if isinstance(message, str) else (message[0], message[1])), context


def extract_all(sources: Path = SOURCES) -> Catalog:
    """All sentences that the sources hold now, untranslated."""
    template = Catalog(charset="utf-8")
    for path in sorted(sources.rglob("*")):
        name = path.relative_to(sources).as_posix()
        found: Iterator[Found]
        if path.suffix == ".py":
            found = messages_in_python(path.read_text("utf-8"), name)
        elif path.suffix in _TEMPLATE_SUFFIXES and "templates" in path.parts:
            found = messages_in_template(path.read_bytes())
        else:
            continue
        for message, context in found:
            template.add(message, None, [(name, 1)], context=context)
    return template


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name, charset="utf-8", abort_invalid=True)


def update(path: Path, template: Catalog) -> None:
    """Bring one language up to date: new sentences come in empty, those no longer used go."""
    catalogue = read_catalogue(path)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.msgid_bugs_address = ""
    catalogue.project, catalogue.version = "microblog", "1"
    catalogue.header_comment = f"# {path.parent.name} translation of microblog."
    buffer = BytesIO()
    # Neither line numbers nor dates: what changes with every run only makes merges harder.
    write_po(buffer, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    volatile = tuple(f'"{header}' for header in _VOLATILE_HEADERS)
    path.write_text("".join(line for line in lines if not line.startswith(volatile)), "utf-8")


def _placeholders(text: str) -> set[str]:
    return {match[0] for match in _PLACEHOLDER.finditer(text)}


def _forms(text: object) -> list[str]:
    return [str(form) for form in text] if isinstance(text, (list, tuple)) else [str(text or "")]


def _faults_of(message: Message) -> Iterator[str]:
    shown = " / ".join(_forms(message.id))
    source = [_placeholders(form) for form in _forms(message.id)]
    translated = _forms(message.string)
    if not all(translated) or (message.pluralizable and len(translated) < 2):
        yield f"untranslated: {shown}"
    elif message.fuzzy:
        yield f"fuzzy: {shown}"
    elif any(not _placeholders(form) <= set.union(*source) for form in translated) or (
        _placeholders(translated[-1]) != source[-1]
    ):
        yield f"other placeholders than the original: {shown} → {' / '.join(translated)}"


def faults(catalogue: Catalog, template: Catalog) -> list[str]:
    """What keeps a language from being complete, one line each; empty when it is."""
    found: list[str] = []
    for message in template:
        if message.id:
            known = catalogue.get(message.id, message.context)
            found += _faults_of(known or Message(message.id))
    used = {(_forms(message.id)[0], message.context) for message in template}
    for message in (*catalogue, *catalogue.obsolete.values()):
        if message.id and (_forms(message.id)[0], message.context) not in used:
            found.append(f"no longer used: {' / '.join(_forms(message.id))}")
    return found


def main(arguments: list[str]) -> int:
    template = extract_all()
    incomplete = 0
    for path in sorted(LOCALES.glob("*/microblog.po")):
        if "--check" not in arguments:
            update(path, template)
        found = faults(read_catalogue(path), template)
        incomplete += bool(found)
        print(f"{path.relative_to(ROOT)}: {len(template)} sentences, {len(found)} to mend")
        for line in found:
            print(f"  {line}")
    return 1 if incomplete else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
