"""Prepares recordings with ffmpeg and ffprobe, which run as programs of their own."""

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from attrs import field, frozen

from microblog.adapters.media.confined_program import Confinement, ProgramFailed, run_confined
from microblog.adapters.media.recording_kinds import demuxer_of, likely_type
from microblog.domain.model.errors import TooManyRequests, ValidationError
from microblog.domain.model.media import (
    MAX_FRAME_RATE,
    MAX_RECORDING_BYTES,
    MAX_RECORDING_PIXELS,
    MAX_SOUND_SECONDS,
    MAX_VIDEO_SECONDS,
    SOUND,
    VIDEO,
)
from microblog.ports.recording_processor import ProcessedRecording, ProcessorBusy, RecordingProcessor

_LOOK = Confinement(seconds=10)
_LOOKS_AT_A_TIME = 4  # each of them keeps a request waiting
_RETRY_AFTER = 5  # seconds
_WORK = Confinement(seconds=300, file_size=MAX_RECORDING_BYTES)
_BOX = 1280  # pixels, the largest width and height
_SHOWN_RATE = 60  # frames per second at most, of what is kept
_SOUND_BITS = 128_000  # per second
_VIDEO_BITS = (300_000, 3_000_000)
_DECODERS = (
    "h264,hevc,h263,mpeg4,mjpeg,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,theora,gif,"
    "aac,mp3,mp3float,opus,libopus,vorbis,libvorbis,flac,alac,"
    "pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_f32le,pcm_alaw,pcm_mulaw"
)
_FACTS = "format=duration,bit_rate:stream=codec_type,width,height,avg_frame_rate:stream_disposition=attached_pic"


@frozen
class _Facts:
    """What a file says of itself; 0 and nothing where it does not say."""

    has_video: bool
    has_sound: bool
    width: int
    height: int
    frame_rate: Fraction
    seconds: float
    bitrate: int


@frozen
class FfmpegRecordingProcessor(RecordingProcessor):
    """Makes H.264 and AAC in MP4 of videos and of pictures that move, and MP3 of sounds, all anew from what is decoded:
    of the file itself nothing is kept.

    Each program may read the one file, in the format that its first bytes say, with decoders that are named, and has
    bounds of memory, time and size. `directory` is where files lie meanwhile; what a killed process left there goes
    with the next recording.
    """

    ffmpeg: str
    ffprobe: str
    directory: Path
    _turn: Lock = field(factory=Lock, init=False, repr=False, eq=False)
    _looks: BoundedSemaphore = field(
        factory=lambda: BoundedSemaphore(_LOOKS_AT_A_TIME), init=False, repr=False, eq=False
    )

    @property
    def takes_any(self) -> bool:
        return True

    def recognizes(self, content: bytes) -> bool:
        return demuxer_of(content) is not None

    def inspect(self, content: bytes) -> str:
        demuxer = _demuxer(content)
        if not self._looks.acquire(blocking=False):
            raise TooManyRequests(_RETRY_AFTER)
        try:
            with self._workplace() as place:
                (place / "upload").write_bytes(content)
                facts = _checked(self._facts(place, "upload", demuxer))
        finally:
            self._looks.release()
        return likely_type(demuxer) if facts.has_video else SOUND

    def __call__(self, content: bytes, still_here: Callable[[], object]) -> ProcessedRecording:
        demuxer = _demuxer(content)
        if not self._turn.acquire(blocking=False):
            raise ProcessorBusy
        try:
            with self._workplace() as place:
                (place / "upload").write_bytes(content)
                return self._processed(place, demuxer, still_here)
        except ProgramFailed:
            raise _bad() from None
        finally:
            self._turn.release()

    def _processed(self, place: Path, demuxer: str, still_here: Callable[[], object]) -> ProcessedRecording:
        facts = _checked(self._facts(place, "upload", demuxer))
        looped = demuxer == "gif"
        encoding = _video_options(facts, with_sound=not looped) if facts.has_video else _sound_options()
        format_ = "mp4" if facts.has_video else "mp3"
        longest = MAX_VIDEO_SECONDS if facts.has_video else MAX_SOUND_SECONDS
        output = ("-t", str(longest), "-f", format_, "file:result")
        run_confined((*self._reading("upload", demuxer), *encoding, *output), place, _WORK, still_here)
        kept = self._facts(place, "result", "mov" if facts.has_video else "mp3")
        if kept.has_video is not facts.has_video or kept.seconds <= 0:
            raise _bad()
        return ProcessedRecording(
            content_type=VIDEO if facts.has_video else SOUND,
            content=(place / "result").read_bytes(),
            cover=self._cover(place, kept) if facts.has_video else b"",
            width=kept.width,
            height=kept.height,
            duration=round(kept.seconds * 1000),
            frame_rate=f"{kept.frame_rate.numerator}/{kept.frame_rate.denominator}" if facts.has_video else "",
            bitrate=kept.bitrate,
            looped=looped,
        )

    def _cover(self, place: Path, facts: _Facts) -> bytes:
        """A frame shortly after the beginning, which is black often."""
        options = ("-frames:v", "1", "-q:v", "3", "-f", "mjpeg", "file:cover")
        moment = "1" if facts.seconds > 2 else "0"
        run_confined((*self._reading("result", "mov", "-ss", moment), *options), place, _WORK)
        return (place / "cover").read_bytes()

    def _reading(self, name: str, demuxer: str, *more: str) -> Sequence[str]:
        """The command up to its input. Decoders check the size of each frame again, as it may change on the way."""
        quiet = (self.ffmpeg, "-nostdin", "-hide_banner", "-loglevel", "quiet", "-y", "-filter_threads", "1")
        decoding = ("-threads", "1", "-max_pixels", str(MAX_RECORDING_PIXELS))
        return *quiet, *_source(demuxer), *decoding, *more, "-i", f"file:{name}"

    def _facts(self, place: Path, name: str, demuxer: str) -> _Facts:
        asked = ("-loglevel", "quiet", "-show_entries", _FACTS, "-of", "json", f"file:{name}")
        try:
            output = run_confined((self.ffprobe, *_source(demuxer), *asked), place, _LOOK)
            return _facts_of(json.loads(output))
        except (ProgramFailed, ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
            raise _bad() from None

    @contextmanager
    def _workplace(self) -> Iterator[Path]:
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self.directory.iterdir():
            with suppress(FileNotFoundError):  # somebody else is as quick
                if left.stat().st_mtime < time.time() - 3 * _WORK.seconds:
                    shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=self.directory, ignore_cleanup_errors=True) as place:
            yield Path(place)


def ffmpeg_programs(wanted: str) -> tuple[str, str] | None:
    """Where ffmpeg and ffprobe are: `auto` is on the PATH, `off` nowhere, else a path of ffmpeg, and ffprobe beside it.

    None where there are not both.
    """
    if wanted == "off":
        return None
    ffmpeg = shutil.which("ffmpeg") if wanted == "auto" else shutil.which(wanted)
    ffprobe = shutil.which(str(Path(ffmpeg).with_name("ffprobe"))) if ffmpeg else None
    return (ffmpeg, ffprobe) if ffmpeg and ffprobe else None


def missing_encoders(ffmpeg: str) -> list[str]:
    """Those of the encoders that are needed which this ffmpeg was built without. Raises OSError and ProgramFailed."""
    listed = run_confined((ffmpeg, "-hide_banner", "-encoders"), Path("/"), _LOOK).decode(errors="replace")
    return [encoder for encoder in ("libx264", "aac", "libmp3lame") if encoder not in listed.split()]


def _bad() -> ValidationError:
    return ValidationError("file", "bad_recording")


def _demuxer(content: bytes) -> str:
    if len(content) > MAX_RECORDING_BYTES:
        raise ValidationError("file", "file_too_large", {"limit": MAX_RECORDING_BYTES // 1024**2})
    demuxer = demuxer_of(content)
    if demuxer is None:
        raise _bad()
    return demuxer


def _source(demuxer: str) -> tuple[str, ...]:
    """How a file is read, by ffmpeg as by ffprobe: as what it is, with no way to another file or to the network."""
    return (
        *("-protocol_whitelist", "file", "-format_whitelist", "mov,matroska,ogg,flac,wav,mp3,gif"),
        *("-codec_whitelist", _DECODERS, "-max_streams", "32", "-f", demuxer),
    )


def _facts_of(found: Any) -> _Facts:
    streams = found["streams"]
    videos = [each for each in streams if each.get("codec_type") == "video" and not _is_cover(each)]
    video = videos[0] if videos else {}
    numerator, _, denominator = str(video.get("avg_frame_rate", "0/0")).partition("/")
    rate = Fraction(int(numerator), int(denominator)) if int(denominator or 0) else Fraction(0)
    return _Facts(
        has_video=bool(videos),
        has_sound=any(each.get("codec_type") == "audio" for each in streams),
        width=int(video.get("width", 0)),
        height=int(video.get("height", 0)),
        frame_rate=rate,
        seconds=float(found["format"].get("duration", 0)),
        bitrate=int(found["format"].get("bit_rate", 0)),
    )


def _is_cover(stream: Any) -> bool:
    return bool(stream.get("disposition", {}).get("attached_pic"))


def _checked(facts: _Facts) -> _Facts:
    """What says that it takes too much is not begun; what does not say it ends at the bounds."""
    if not (facts.has_video or facts.has_sound) or (facts.has_video and not facts.width * facts.height):
        raise _bad()
    if facts.width * facts.height > MAX_RECORDING_PIXELS:
        raise ValidationError("file", "too_many_pixels", {"limit": MAX_RECORDING_PIXELS // 10**6})
    if facts.frame_rate > MAX_FRAME_RATE:
        raise ValidationError("file", "too_many_frames", {"limit": MAX_FRAME_RATE})
    longest = MAX_VIDEO_SECONDS if facts.has_video else MAX_SOUND_SECONDS
    if not 0 <= facts.seconds <= longest + 1:
        raise ValidationError("file", "recording_too_long", {"limit": longest // 60})
    return facts


_PLAIN = ("-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-threads", "1")
"""No tags, no chapters, no subtitles, no data."""


def _sound_options() -> Sequence[str]:
    encoder = ("-c:a", "libmp3lame", "-b:a", str(_SOUND_BITS), "-ac", "2", "-ar", "44100")
    return "-map", "0:a:0", "-vn", *_PLAIN, *encoder, "-id3v2_version", "0", "-write_xing", "1"


def _video_options(facts: _Facts, *, with_sound: bool) -> Sequence[str]:
    rate = min(max(facts.frame_rate or Fraction(30), Fraction(1)), Fraction(_SHOWN_RATE))
    size = f"w='max(2,min({_BOX},iw))':h='max(2,min({_BOX},ih))'"
    picture = f"fps={rate.numerator}/{rate.denominator},scale={size}"
    picture += ":force_original_aspect_ratio=decrease:force_divisible_by=2,format=yuv420p"
    # As much as there is room for: a long video gets fewer bits a second.
    room = int(0.9 * 8 * MAX_RECORDING_BYTES / max(facts.seconds, 1)) - _SOUND_BITS
    bits = str(min(max(room, _VIDEO_BITS[0]), _VIDEO_BITS[1]))
    encoder = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", bits, "-bufsize", bits)
    sound = ("-c:a", "aac", "-b:a", str(_SOUND_BITS), "-ac", "2", "-ar", "48000") if with_sound else ("-an",)
    streams = ("-map", "0:V:0", "-map", "0:a:0?") if with_sound else ("-map", "0:V:0")
    return *streams, *_PLAIN, "-vf", picture, *encoder, *sound, "-movflags", "+faststart"
