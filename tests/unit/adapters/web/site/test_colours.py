"""The colours of the style sheet can be read: WCAG 2.2, 1.4.3 (text) and 1.4.11 (what marks a field)."""

import re

import pytest

from microblog.adapters.web.site.static import StaticFiles
from tests.unit.adapters.web.site.test_pictures import luminance


def palettes() -> dict[str, dict[str, str]]:
    static_files = StaticFiles.load()
    _, content = static_files.by_name[static_files.paths["base.css"].rpartition("/")[2]]
    light, _, dark = content.decode().partition("@media (prefers-color-scheme: dark)")
    return {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part.partition("}")[0] if name == "dark" else part))
        for name, part in (("light", light), ("dark", dark))
    }


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("foreground", "background", "least"),
    [
        ("ink", "paper", 7),
        ("ink", "sheet", 7),
        ("ink", "rubric-wash", 7),
        ("faded", "paper", 4.5),
        ("faded", "sheet", 4.5),
        ("rubric", "paper", 4.5),
        ("rubric", "sheet", 4.5),
        ("rubric", "rubric-wash", 4.5),
        ("rubric-deep", "paper", 4.5),
        ("on-rubric", "rubric", 4.5),
        ("on-rubric", "rubric-deep", 4.5),
        ("edge", "paper", 3),
        ("edge", "sheet", 3),
    ],
)
def test_what_has_to_be_read_stands_out(scheme: str, foreground: str, background: str, least: float) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[foreground], colours[background]) >= least
