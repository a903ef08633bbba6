"""Pictures for people who have none: a woven tile and an initial, always the same for the same name.

Browsers get SVG, apps PNG, as most of them can show nothing else.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

# Ground and thread; white on the ground has a contrast of at least 4.5 (WCAG 2.2, 1.4.3).
_COLOURS = (
    ("#7a2a3f", "#8f3d52"),
    ("#2d5a54", "#3d6d66"),
    ("#3d4a78", "#4f5d8c"),
    ("#6b4a1f", "#7e5b2d"),
    ("#54346b", "#674680"),
    ("#2f5d7a", "#3f6e8c"),
    ("#4c5a24", "#5d6c33"),
    ("#7a3a1f", "#8d4b2e"),
)
_SIZE = 6
_STITCH = 72  # pixels of a PNG before it is made smaller


def draw_avatar(name: str) -> str:
    """An SVG of 48 by 48; `name` is letters, digits and `_.@-`, so nothing in it needs escaping."""
    ground, thread = _colours(name)
    stitches = "".join(f"M{x * 8} {y * 8}h8v8h-8z" for x, y in _stitches(name))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        f'<path fill="{ground}" d="M0 0h48v48H0z"/><path fill="{thread}" d="{stitches}"/>'
        '<text x="24" y="33" fill="#fff" text-anchor="middle" font-size="26" '
        f'font-family="Iowan Old Style,Palatino,Palatino Linotype,Georgia,serif">{_initial(name)}</text></svg>'
    )


@lru_cache(maxsize=256)
def draw_avatar_png(name: str) -> bytes:
    """The same as a PNG of 400 by 400."""
    ground, thread = _colours(name)
    image = Image.new("RGB", (_SIZE * _STITCH, _SIZE * _STITCH), ground)
    draw = ImageDraw.Draw(image)
    for x, y in _stitches(name):
        draw.rectangle((x * _STITCH, y * _STITCH, (x + 1) * _STITCH - 1, (y + 1) * _STITCH - 1), thread)
    middle = image.width // 2
    draw.text((middle, middle), _initial(name), "#fff", ImageFont.load_default(image.width * 0.54), "mm")
    return _png(image.resize((400, 400), Image.Resampling.LANCZOS))


@lru_cache(maxsize=1)
def draw_header_png() -> bytes:
    """What stands behind people who have nothing there: a woven band, 1500 by 500."""
    ground, thread = _COLOURS[0]
    image = Image.new("RGB", (1500, 500), ground)
    draw = ImageDraw.Draw(image)
    for x in range(0, 1500, 50):
        for y in range(x // 50 % 2 * 50, 500, 100):
            draw.rectangle((x, y, x + 49, y + 49), thread)
    return _png(image)


def _colours(name: str) -> tuple[str, str]:
    return _COLOURS[_digest(name)[0] % len(_COLOURS)]


def _stitches(name: str) -> Iterator[tuple[int, int]]:
    """Column and row of each, mirrored left to right, as woven things are."""
    digest = _digest(name)
    for row in range(_SIZE):
        for column in range(_SIZE // 2):
            if digest[1 + row] >> column & 1:
                yield column, row
                yield _SIZE - 1 - column, row


def _digest(name: str) -> bytes:
    return hashlib.sha256(name.lower().encode()).digest()


def _initial(name: str) -> str:
    return next((character for character in name if character != "_"), "_").upper()


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
