"""Reads the translations: `locales/<language>/microblog.po`.

They are compiled in memory at the start. A compiled file in the repository could be older than its source;
this cannot.
"""

import gettext
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"
LOCALES = Path(__file__).parent / "locales"


def load_catalogues(directory: Path = LOCALES) -> Mapping[str, gettext.NullTranslations]:
    """Every language of the directory, the source language first. A broken file raises `PoFileError`."""
    catalogues = {SOURCE_LANGUAGE: gettext.NullTranslations()}
    for path in sorted(directory.glob("*/microblog.po")):
        language = path.parent.name
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, abort_invalid=True)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        catalogues[language] = gettext.GNUTranslations(compiled)
    return catalogues
