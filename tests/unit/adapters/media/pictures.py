"""Files that people upload, and some that nobody means well with."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image


def picture(format_: str = "PNG", size: tuple[int, int] = (80, 60), mode: str = "RGB", **options: Any) -> bytes:
    """A picture with a red left half and a blue right one."""
    image = Image.new("RGBA", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    file = BytesIO()
    image.convert(mode).save(file, format_, **options)
    return file.getvalue()


def located_jpeg(orientation: int = 1) -> bytes:
    """A photo that says where it was taken, by whom and with what, in EXIF, XMP and a comment."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Secret Camera"
    exif[0x9286] = "Secret Comment"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (52.0, 31.0, 12.0), "E", (13.0, 24.0, 18.0)
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret-place/></x:xmpmeta>'
    return picture("JPEG", (80, 40), exif=exif, xmp=xmp, comment=b"secret words")


def animation(format_: str, frames: int = 3) -> bytes:
    """Several frames, the first of them red."""
    images = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")[:frames]]
    file = BytesIO()
    images[0].save(file, format_, save_all=True, append_images=images[1:])
    return file.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A few bytes that say that they are so large a picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def opened(content: bytes) -> Image.Image:
    """What a viewer sees."""
    image = Image.open(BytesIO(content))
    image.load()
    return image
