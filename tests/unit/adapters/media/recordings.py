"""Videos and sounds of half a second, made by ffmpeg itself."""

import subprocess
import tempfile
from functools import cache
from pathlib import Path

from tests.gaps import find_ffmpeg

_PICTURE = ("-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=0.5")
_TONE = ("-f", "lavfi", "-i", "sine=d=0.5")
_TAGS = ("-metadata", "location=+52.5200+013.4050/", "-metadata", "title=secret", "-metadata:s", "title=secret")


@cache
def recorded(name: str, *options: str, picture: bool = True, tone: bool = True) -> bytes:
    """A file whose format its name says; with tags that nobody should see."""
    inputs = (*(_PICTURE if picture else ()), *(_TONE if tone else ()))
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, name)
        command = (str(find_ffmpeg()), "-nostdin", "-loglevel", "error", *inputs, "-shortest", *_TAGS, *options)
        subprocess.run((*command, str(path)), check=True)
        return path.read_bytes()


def video() -> bytes:
    """H.264 and AAC in MP4, as telephones record them."""
    return recorded("video.mp4", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-preset", "ultrafast")
