"""Pictures for people who have none: a woven tile and an initial, always the same for the same name."""

import hashlib

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


def draw_avatar(name: str) -> str:
    """An SVG of 48 by 48; `name` is letters, digits and `_.@-`, so nothing in it needs escaping."""
    digest = hashlib.sha256(name.lower().encode()).digest()
    ground, thread = _COLOURS[digest[0] % len(_COLOURS)]
    # Mirrored left to right, as woven things are.
    stitches = "".join(
        f"M{x} {y}h8v8h-8z"
        for row in range(_SIZE)
        for column in range(_SIZE // 2)
        if digest[1 + row] >> column & 1
        for x, y in ((column * 8, row * 8), ((_SIZE - 1 - column) * 8, row * 8))
    )
    initial = next((character for character in name if character != "_"), "_").upper()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
        f'<path fill="{ground}" d="M0 0h48v48H0z"/><path fill="{thread}" d="{stitches}"/>'
        '<text x="24" y="33" fill="#fff" text-anchor="middle" font-size="26" '
        f'font-family="Iowan Old Style,Palatino,Palatino Linotype,Georgia,serif">{initial}</text></svg>'
    )
