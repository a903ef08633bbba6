"""What ffmpeg makes of videos, sounds and pictures that move, and what it is not let near."""

import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from microblog.adapters.media.confined_program import Confinement, ProgramFailed, run_confined
from microblog.adapters.media.ffmpeg_recording_processor import FfmpegRecordingProcessor, ffmpeg_programs
from microblog.domain.model.errors import TooManyRequests, ValidationError
from microblog.domain.model.media import MAX_RECORDING_BYTES, SOUND, VIDEO
from microblog.ports.recording_processor import ProcessedRecording, ProcessorBusy
from tests.gaps import needs
from tests.unit.adapters.media.pictures import animation, opened, picture
from tests.unit.adapters.media.recordings import recorded, video


@pytest.fixture
def processor(tmp_path: Path) -> FfmpegRecordingProcessor:
    needs("ffmpeg")
    programs = ffmpeg_programs("auto")
    assert programs
    return FfmpegRecordingProcessor(*programs, tmp_path / "work")


def processed(processor: FfmpegRecordingProcessor, content: bytes) -> ProcessedRecording:
    assert processor.recognizes(content)
    processor.inspect(content)
    made = processor(content, lambda: None)
    assert list(processor.directory.iterdir()) == []
    return made


def refusal(look: Callable[[], object]) -> str:
    with pytest.raises(ValidationError) as caught:
        look()
    assert caught.value.field == "file"
    return caught.value.code


def test_a_video_becomes_mp4_without_what_it_says_of_itself(processor: FfmpegRecordingProcessor) -> None:
    content = video()
    assert b"loci" in content
    assert b"secret" in content
    assert processor.inspect(content) == VIDEO
    made = processed(processor, content)
    assert (made.content_type, made.width, made.height, made.looped) == (VIDEO, 160, 90, False)
    assert abs(Fraction(made.frame_rate) - 25) < Fraction(1, 10)
    assert 400 <= made.duration <= 650
    assert made.bitrate > 10_000
    assert opened(made.cover).size == (160, 90)
    assert b"loci" not in made.content
    assert b"secret" not in made.content
    assert made.content.index(b"moov") < made.content.index(b"mdat")  # players can begin before they have all of it


@pytest.mark.parametrize("name", ["a.webm", "a.mkv", "a.mov"])
def test_videos_come_in_many_kinds(processor: FfmpegRecordingProcessor, name: str) -> None:
    codec = ("-c:v", "libvpx", "-deadline", "realtime") if name == "a.webm" else ("-preset", "ultrafast")
    made = processed(processor, recorded(name, *codec))
    assert (made.content_type, made.width, b"secret" in made.content) == (VIDEO, 160, False)


@pytest.mark.parametrize("name", ["a.mp3", "a.ogg", "a.flac", "a.wav", "a.m4a"])
def test_a_sound_becomes_mp3(processor: FfmpegRecordingProcessor, name: str) -> None:
    content = recorded(name, picture=False)
    assert processor.inspect(content) == SOUND
    made = processed(processor, content)
    assert (made.content_type, made.width, made.frame_rate, made.cover) == (SOUND, 0, "", b"")
    assert 400 <= made.duration <= 650
    assert b"secret" not in made.content


def test_a_picture_that_moves_becomes_a_loop(processor: FfmpegRecordingProcessor) -> None:
    made = processed(processor, animation("GIF"))
    assert (made.content_type, made.looped, made.width, made.height) == (VIDEO, True, 40, 30)
    assert not processor.recognizes(picture("GIF"))


def test_what_is_large_and_quick_is_made_smaller_and_slower(processor: FfmpegRecordingProcessor) -> None:
    content = recorded("a.mp4", "-vf", "scale=1600:80,fps=100", "-frames:v", "20", "-preset", "ultrafast", tone=False)
    made = processed(processor, content)
    assert (made.width, made.height, made.frame_rate) == (1280, 64, "60/1")


def boxes(content: bytes, name: bytes, offset: int, value: int) -> bytes:
    """The file with another number in a box of that name: `offset` bytes after the name."""
    start = content.index(name) + 4 + offset
    return content[:start] + struct.pack(">I", value) + content[start + 4 :]


def hostile() -> dict[str, tuple[Callable[[], bytes], set[str]]]:
    """Files that nobody means well with, and what is said of each."""
    bad, is_long = {"bad_recording"}, {"recording_too_long", "bad_recording"}
    return {
        "cut short": (lambda: video()[:-4000], bad),
        "head alone": (lambda: video()[:64], bad),
        "noise": (lambda: video()[:32] + bytes(range(256)) * 200, bad),
        "playlist": (lambda: b"\0\0\0\x18ftypmp42\n#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", bad),
        "list of files": (lambda: b"\0\0\0\x18ftypisom\nffconcat version 1.0\nfile /etc/passwd\n", bad),
        "sound that is a page": (lambda: b"ID3" + b"<html><script>alert(1)</script>" * 100, bad),
        "endless": (lambda: boxes(boxes(video(), b"mvhd", 16, 2**31 - 1), b"mvhd", 12, 1), is_long),
        "zip": (lambda: b"OggS" + b"PK\x03\x04" * 500, bad),
    }


@pytest.mark.parametrize("kind", hostile())
def test_what_is_hostile_is_refused(processor: FfmpegRecordingProcessor, kind: str) -> None:
    make, codes = hostile()[kind]
    content = make()
    assert refusal(lambda: processor.inspect(content)) in codes
    assert refusal(lambda: processor(content, lambda: None)) in codes
    assert list(processor.directory.iterdir()) == []


def test_a_video_of_too_many_pixels_is_not_begun(processor: FfmpegRecordingProcessor) -> None:
    content = recorded("a.mkv", "-vf", "scale=4096:2160", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "31", tone=False)
    assert refusal(lambda: processor.inspect(content)) == "too_many_pixels"
    assert refusal(lambda: processor(content, lambda: None)) == "too_many_pixels"
    assert refusal(lambda: processor.inspect(b"ID3" + bytes(MAX_RECORDING_BYTES))) == "file_too_large"


def test_no_other_file_is_read(processor: FfmpegRecordingProcessor, tmp_path: Path) -> None:
    """A list of files that is taken for what it is reads whatever it names; here it is taken for nothing."""
    (tmp_path / "other.mp4").write_bytes(video())
    content = f"ffconcat version 1.0\nfile '{tmp_path / 'other.mp4'}'\n".encode()
    assert not processor.recognizes(content)
    assert not processor.recognizes(b"#EXTM3U\nhttp://127.0.0.1/\n")
    assert refusal(lambda: processor(content, lambda: None)) == "bad_recording"


def test_one_at_a_time(processor: FfmpegRecordingProcessor) -> None:
    seen: list[str] = []

    def look(command: Any) -> None:
        with pytest.raises(ProcessorBusy):
            processor(command, lambda: None)
        seen.append("busy")

    assert processor._turn.acquire(blocking=False)
    look(video())
    processor._turn.release()
    assert processor(video(), lambda: None).content_type == VIDEO
    assert seen == ["busy"]


def test_requests_wait_for_few_at_a_time(processor: FfmpegRecordingProcessor) -> None:
    for _ in range(4):
        assert processor._looks.acquire(blocking=False)
    with pytest.raises(TooManyRequests):
        processor.inspect(video())
    processor._looks.release()
    for _ in range(2):
        assert processor.inspect(video()) == VIDEO
        assert refusal(lambda: processor.inspect(b"ID3 and nothing else")) == "bad_recording"


def test_a_program_has_bounds(tmp_path: Path) -> None:
    def run(script: str, **bounds: Any) -> bytes:
        return run_confined(("/bin/sh", "-c", script), tmp_path, Confinement(**{"seconds": 5.0} | bounds))

    assert run("pwd; env") != b""
    assert b"MICROBLOG" not in run("env")
    with pytest.raises(ProgramFailed, match="too long"):
        run("exec sleep 60", seconds=0.2)
    with pytest.raises(ProgramFailed):
        run("sleep 0.2; head -c 100000 /dev/zero > file", file_size=1000)
    assert (tmp_path / "file").stat().st_size <= 1000
    with pytest.raises(ProgramFailed):
        run("sleep 0.2; exec tail /dev/zero", memory=50 * 1024**2)
