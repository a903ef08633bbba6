"""What comes out of an uploaded picture, and what does not get in."""

from io import BytesIO
from time import perf_counter

import pytest
from PIL import Image, ImageCms

from microblog.adapters.media.pillow_image_processor import PillowImageProcessor
from microblog.domain.model.errors import TooManyRequests, ValidationError
from microblog.domain.model.media import MAX_IMAGE_BYTES, MediaPurpose
from microblog.ports.image_processor import ProcessedImage
from tests.unit.adapters.media.pictures import animation, located_jpeg, opened, picture, png_of_size

POST = MediaPurpose.POST


def processed(content: bytes, purpose: MediaPurpose = POST) -> ProcessedImage:
    return PillowImageProcessor()(content, purpose)


def refusal(content: bytes) -> str:
    with pytest.raises(ValidationError) as caught:
        processed(content)
    assert caught.value.field == "file"
    return caught.value.code


@pytest.mark.parametrize(
    ("format_", "mode", "content_type"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"),
        ("PNG", "LA", "image/png"),
        ("WEBP", "RGB", "image/webp"),
        ("WEBP", "RGBA", "image/webp"),
        ("GIF", "P", "image/png"),
    ],
)
def test_what_is_taken_comes_out_as_a_picture_of_that_size(format_: str, mode: str, content_type: str) -> None:
    result = processed(picture(format_, (80, 60), mode))
    assert (result.content_type, result.width, result.height) == (content_type, 80, 60)
    for content in (result.content, result.preview):
        image = opened(content)
        assert Image.MIME[image.format or ""] == content_type
        assert image.size == (80, 60)
    assert (result.preview_width, result.preview_height) == (80, 60)
    assert len(result.blurhash) == 28  # 4 by 3 waves


def test_colours_stay_and_transparency_too() -> None:
    seen = opened(processed(picture("PNG", mode="RGBA")).content)
    assert (seen.getpixel((5, 5)), seen.getpixel((70, 5))) == ((255, 0, 0, 255), (0, 0, 255, 255))
    clear = BytesIO()
    Image.new("RGBA", (10, 10), (0, 255, 0, 0)).save(clear, "PNG")
    assert opened(processed(clear.getvalue()).content).getpixel((5, 5)) == (0, 255, 0, 0)


def test_sixteen_bits_of_grey_become_eight() -> None:
    file = BytesIO()
    Image.new("I;16", (10, 10), 32768).save(file, "PNG")
    assert opened(processed(file.getvalue()).content).getpixel((5, 5)) == (128, 128, 128)


def test_colours_of_another_profile_become_those_of_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert opened(processed(picture("PNG", icc_profile=profile)).content).getpixel((5, 5)) == (255, 0, 0)
    assert b"iCCP" not in processed(picture("PNG", icc_profile=profile)).content
    assert opened(processed(picture("PNG", icc_profile=b"nonsense")).content).getpixel((5, 5)) == (255, 0, 0)


def test_nothing_of_place_and_camera_is_left() -> None:
    source = located_jpeg()
    secrets = (b"Exif", b"GPS", b"Secret Camera", b"Secret Comment", b"secret-place", b"secret words", b"xmpmeta")
    assert sum(secret in source for secret in secrets) >= 5
    assert opened(source).getexif().get_ifd(0x8825)
    result = processed(source)
    for content in (result.content, result.preview):
        assert not any(secret in content for secret in secrets)
        seen = opened(content)
        assert dict(seen.getexif()) == {}
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(seen.info)


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
def test_other_formats_lose_it_too(format_: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    source = picture(format_, exif=exif, xmp=b"<secret-place/>")
    assert b"secret-place" in source or format_ == "PNG"
    result = processed(source)
    assert dict(opened(result.content).getexif()) == {}
    assert b"secret-place" not in result.content


def test_it_is_turned_upright() -> None:
    result = processed(located_jpeg(orientation=6))  # a quarter turn to the right
    assert (result.width, result.height) == (40, 80)
    top, bottom = (opened(result.content).convert("RGB").getpixel((20, y)) for y in (5, 75))
    assert top == pytest.approx((254, 0, 0), abs=4)
    assert bottom == pytest.approx((0, 0, 254), abs=4)


@pytest.mark.parametrize(
    ("purpose", "size", "picture_size", "preview_size"),
    [
        (POST, (4000, 3000), (1920, 1440), (640, 480)),
        (POST, (300, 4000), (144, 1920), (48, 640)),
        (POST, (4000, 1), (1920, 1), (640, 1)),
        (MediaPurpose.AVATAR, (3000, 1000), (400, 400), (160, 160)),
        (MediaPurpose.AVATAR, (50, 30), (30, 30), (30, 30)),
        (MediaPurpose.HEADER, (2000, 2000), (1500, 500), (600, 200)),
        (MediaPurpose.HEADER, (300, 300), (300, 100), (300, 100)),
    ],
)
@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_it_has_the_size_of_its_purpose(
    format_: str,
    purpose: MediaPurpose,
    size: tuple[int, int],
    picture_size: tuple[int, int],
    preview_size: tuple[int, int],
) -> None:
    result = processed(picture(format_, size), purpose)
    assert (result.width, result.height) == picture_size == opened(result.content).size
    assert (result.preview_width, result.preview_height) == preview_size == opened(result.preview).size


@pytest.mark.parametrize("format_", ["GIF", "PNG", "WEBP"])
def test_of_moving_pictures_the_first_frame_is_taken(format_: str) -> None:
    seen = opened(processed(animation(format_)).content)
    assert getattr(seen, "n_frames", 1) == 1
    assert seen.convert("RGB").getpixel((5, 5)) == pytest.approx((255, 0, 0), abs=4)


@pytest.mark.parametrize("size", [(7681, 4320), (40_000, 40_000), (2**31 - 1, 1), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_by_its_head(size: tuple[int, int]) -> None:
    bomb = png_of_size(*size)
    assert len(bomb) < 200
    begun = perf_counter()
    assert refusal(bomb) == "too_many_pixels"
    assert perf_counter() - begun < 1


def test_what_is_no_picture_is_refused() -> None:
    whole = picture("JPEG", (400, 400))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    html = b"<!doctype html><script>alert(1)</script>"
    bmp, tiff = picture("BMP"), picture("TIFF")
    cut = (whole[: len(whole) // 2], picture()[:40], b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a")
    heic = b"\0\0\0\x18ftypheic" + bytes(100)
    for content in (svg, html, bmp, tiff, *cut, heic, b"text", bytes(1000), png_of_size(0, 0), png_of_size(50, 50)):
        assert refusal(content) == "bad_image", content[:20]
    assert refusal(b"") == "required"
    assert refusal(picture("JPEG") + bytes(MAX_IMAGE_BYTES)) == "file_too_large"


def test_video_and_sound_are_refused_in_their_own_words() -> None:
    for content in (
        b"\0\0\0\x18ftypmp42" + bytes(50),
        b"\0\0\0\x14ftypqt  " + bytes(50),
        b"\x1a\x45\xdf\xa3" + bytes(50),
        b"OggS" + bytes(50),
        b"ID3\x04" + bytes(50),
        b"\xff\xfb\x90" + bytes(50),
        b"fLaC" + bytes(50),
        b"RIFF\0\0\0\0WAVE" + bytes(50),
        b"RIFF\0\0\0\0AVI " + bytes(50),
    ):
        assert refusal(content) == "video"


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "GIF", "WEBP"])
def test_of_a_file_that_is_two_things_only_the_picture_is_left(format_: str) -> None:
    hung_on = b"<script>alert(1)</script>PK\x03\x04"
    result = processed(picture(format_) + hung_on)
    assert b"script" not in result.content + result.preview
    assert opened(result.content).size == (80, 60)


def test_nobody_has_all_requests_wait_for_pictures() -> None:
    processor, small = PillowImageProcessor(), picture("PNG")
    for _ in range(8):  # as many as wait or are worked on
        assert processor._line.acquire(blocking=False)
    with pytest.raises(TooManyRequests):
        processor(small, POST)
    processor._line.release()
    for _ in range(2):
        assert processor(small, POST).content_type == "image/png"
        with pytest.raises(ValidationError):
            processor(b"no picture", POST)
