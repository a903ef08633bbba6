"""Prepares pictures with Pillow."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import BoundedSemaphore

from attrs import field, frozen
from blurhash import encode as blurhash_of
from PIL import Image, ImageCms, ImageOps

from microblog.domain.model.errors import TooManyRequests, ValidationError
from microblog.domain.model.media import MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS, MediaPurpose
from microblog.ports.image_processor import ImageProcessor, ProcessedImage

# Wherever a decoder meets twice as many, as in a frame that is larger than its picture, Pillow raises an error. What it
# warns of before is refused here.
Image.MAX_IMAGE_PIXELS = MAX_IMAGE_PIXELS
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)

_TAKEN = ("JPEG", "PNG", "WEBP", "GIF")
_KEPT_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP"}
_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85, "method": 4},
}

# The largest width and height of the picture and of its small version.
_BOXES = {
    MediaPurpose.POST: ((1920, 1920), (640, 640)),
    MediaPurpose.AVATAR: ((400, 400), (160, 160)),
    MediaPurpose.HEADER: ((1500, 500), (600, 200)),
}
_CROPPED = (MediaPurpose.AVATAR, MediaPurpose.HEADER)  # to the proportions of their box
_HASHED = (32, 32)  # a hash of 4 by 3 waves says no more of a larger picture

# What a decoder raises at a file that is broken, or made so that it breaks.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, struct.error)

_AT_A_TIME = 2  # a picture takes some 200 MB while it is worked on
_IN_LINE = 8  # those included: half of the threads that a server has by default can still do something else
_RETRY_AFTER = 5  # seconds


@frozen
class PillowImageProcessor(ImageProcessor):
    """Takes JPEG, PNG, WebP and GIF, of moving ones the first frame; gives JPEG, PNG or WebP.

    What is in the file but not in the picture (place and camera, comments, profiles, whatever was hung on) does not
    come along, as everything is encoded anew from the pixels alone; they are turned upright and into sRGB before.
    """

    _turns: BoundedSemaphore = field(factory=lambda: BoundedSemaphore(_AT_A_TIME), init=False, repr=False)
    _line: BoundedSemaphore = field(factory=lambda: BoundedSemaphore(_IN_LINE), init=False, repr=False)

    def __call__(self, content: bytes, purpose: MediaPurpose) -> ProcessedImage:
        if not content:
            raise ValidationError("file", "required")
        if len(content) > MAX_IMAGE_BYTES:
            raise ValidationError("file", "file_too_large", {"limit": MAX_IMAGE_BYTES // 1024**2})
        if _is_video(content):
            raise ValidationError("file", "video")
        if not self._line.acquire(blocking=False):
            raise TooManyRequests(_RETRY_AFTER)
        try:
            with self._turns, _refusals(), Image.open(BytesIO(content), formats=_TAKEN) as image:
                if image.width * image.height > MAX_IMAGE_PIXELS:  # as its head says: nothing is decoded yet
                    raise _too_many_pixels()
                return _processed(image, purpose)
        finally:
            self._line.release()


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except _BROKEN:
        raise ValidationError("file", "bad_image") from None


def _too_many_pixels() -> ValidationError:
    return ValidationError("file", "too_many_pixels", {"limit": MAX_IMAGE_PIXELS // 10**6})


def _processed(image: Image.Image, purpose: MediaPurpose) -> ProcessedImage:
    format_ = _KEPT_AS[image.format or ""]
    box, small_box = _BOXES[purpose]
    image.draft("RGB", (2 * box[0], 2 * box[1]))  # lets a JPEG be decoded in a size that is large enough
    picture = _plain(image)
    if purpose in _CROPPED:
        picture = ImageOps.fit(picture, _largest_within(picture, box))
    picture.thumbnail(box, Image.Resampling.LANCZOS)
    preview = picture.copy()
    preview.thumbnail(small_box, Image.Resampling.LANCZOS)
    return ProcessedImage(
        _TYPES[format_],
        _encoded(picture, format_),
        *picture.size,
        _encoded(preview, format_),
        *preview.size,
        _blurhash(preview),
    )


def _plain(image: Image.Image) -> Image.Image:
    """The pixels of the first frame, upright, as sRGB with or without transparency, and nothing else."""
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # 16 bits of grey, of which Pillow would cut off what is above 255
        upright = upright.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    picture = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    if profile is not None and upright.mode in ("RGB", "RGBA"):
        picture = _in_srgb(picture, profile)
    picture.info = {}
    return picture


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return picture  # the colours are a shade off then
    return changed or picture


def _largest_within(picture: Image.Image, box: tuple[int, int]) -> tuple[int, int]:
    """The proportions of the box, but no larger than the picture itself is."""
    scale = min(1.0, picture.width / box[0], picture.height / box[1])
    return max(1, round(box[0] * scale)), max(1, round(box[1] * scale))


def _encoded(picture: Image.Image, format_: str) -> bytes:
    file = BytesIO()
    picture.save(file, format_, **_OPTIONS[format_])
    return file.getvalue()


def _blurhash(picture: Image.Image) -> str:
    """https://github.com/woltapp/blurhash/blob/master/Algorithm.md, of 4 by 3 waves; what is transparent is white."""
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture.convert("RGBA"))
    width, height = (small := ground.convert("RGB").resize(_HASHED)).size
    pixels = [[small.getpixel((x, y)) for x in range(width)] for y in range(height)]
    return str(blurhash_of(pixels, 4, 3))


def _is_video(content: bytes) -> bool:
    """Whether it begins as files of moving pictures or sound do: ISO media but for still pictures, Matroska and WebM,
    Ogg, MP3, FLAC, WAV, AVI.
    """
    if content[4:8] == b"ftyp":
        return content[8:12] not in (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
    if content[:4] == b"RIFF":
        return content[8:12] in (b"WAVE", b"AVI ")
    return content.startswith((b"\x1a\x45\xdf\xa3", b"OggS", b"ID3", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1"))
