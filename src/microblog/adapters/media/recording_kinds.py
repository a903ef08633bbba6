"""Which kind of recording a file is, by its first bytes: never by a name or by what a client says."""

import struct
from io import BytesIO

from PIL import Image

from microblog.domain.model.media import SOUND, VIDEO

# What begins as ISO media do, but is a picture.
_STILL_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
_MP3 = (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, struct.error)


def demuxer_of(content: bytes) -> str | None:
    """By which name ffmpeg reads such a file; None where it is no recording of a kind that is taken.

    It is told that name, and reads the file in no other way: some formats that it knows are lists of other files.
    """
    if content[4:8] == b"ftyp":
        return None if content[8:12] in _STILL_BRANDS else "mov"
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if content.startswith(b"OggS"):
        return "ogg"
    if content.startswith(b"fLaC"):
        return "flac"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "wav"
    if content.startswith(_MP3):
        return "mp3"
    return "gif" if content.startswith(b"GIF8") and _moves(content) else None


def likely_type(demuxer: str) -> str:
    """What a recording of that kind becomes, mostly."""
    return SOUND if demuxer in ("mp3", "ogg", "flac", "wav") else VIDEO


def _moves(content: bytes) -> bool:
    """Whether a GIF has a second frame. One that is broken is left to those who take pictures, and refused by them."""
    try:
        with Image.open(BytesIO(content), formats=["GIF"]) as image:
            return bool(getattr(image, "is_animated", False))
    except (*_BROKEN, Image.DecompressionBombError):
        return False
