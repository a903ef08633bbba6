"""Media: the pictures and recordings that people upload. A recording is a video or a sound."""

from datetime import datetime
from enum import Enum

from attrs import frozen

MAX_ATTACHED = 4  # to one post
MAX_DESCRIPTION = 1500
MAX_IMAGE_BYTES = 10 * 1024 * 1024
MAX_IMAGE_PIXELS = 33_177_600  # 7680 by 4320

MAX_RECORDING_BYTES = 40 * 1024 * 1024
MAX_RECORDING_PIXELS = 8_294_400  # 3840 by 2160
MAX_FRAME_RATE = 120  # frames per second
MAX_VIDEO_SECONDS = 5 * 60
MAX_SOUND_SECONDS = 40 * 60
MAX_PREPARING = 4  # recordings of one account at a time

VIDEO, SOUND = "video/mp4", "audio/mpeg"
"""What recordings are kept as."""
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", VIDEO: "mp4", SOUND: "mp3"}
"""Of the types that are kept, whatever was uploaded."""
_UPLOAD = "upload"


class MediaPurpose(Enum):
    """What a picture was uploaded for, which decides on its size."""

    POST = "post"
    AVATAR = "avatar"
    HEADER = "header"


class MediaState(Enum):
    """Whether it can be shown. Pictures always can; recordings take their time."""

    READY = "ready"
    PREPARING = "preparing"
    FAILED = "failed"


def file_name(key: str, content_type: str) -> str:
    """What the file is called in the store and in addresses."""
    return f"{key}.{EXTENSIONS[content_type]}"


def preview_name(name: str) -> str:
    """What the small version of the file is called; of a video that is a picture."""
    key, _, extension = name.rpartition(".")
    return f"{key}-small.{'jpg' if extension in ('mp4', 'mp3') else extension}"


def is_public(name: str) -> bool:
    """Whether everybody who knows the name may have the file: not what was uploaded, as that may say too much."""
    return name.rpartition(".")[2] in EXTENSIONS.values()


@frozen
class AttachedMedia:
    """A picture or a recording as a post shows it. Sizes are in pixels; the description is for those who do not see or
    hear it.
    """

    media_id: int
    key: str
    content_type: str
    width: int
    height: int
    preview_width: int
    preview_height: int
    blurhash: str
    description: str
    looped: bool = False  # a moving picture without sound, which begins again at its end
    duration: int = 0  # milliseconds
    frame_rate: str = ""  # frames per second, as a fraction
    bitrate: int = 0  # bits per second

    @property
    def is_picture(self) -> bool:
        """Whether it stands still."""
        return self.content_type not in (VIDEO, SOUND)

    @property
    def is_video(self) -> bool:
        """Whether it moves, with sound or without."""
        return self.content_type == VIDEO

    @property
    def file_name(self) -> str:
        """The file."""
        return file_name(self.key, self.content_type)

    @property
    def preview_name(self) -> str:
        """The file of its small version."""
        return preview_name(self.file_name)


@frozen
class Media:
    """An uploaded picture or recording. Nobody can guess its `key`, by which everybody may see it.

    `unused_since` is None while something shows it: an account, or the post `post_id`, if only in an earlier version.
    So it is while something will that is not out yet, which is `pending_post_id`.
    """

    id: int
    account_id: int
    purpose: MediaPurpose
    post_id: int | None
    key: str
    content_type: str
    width: int
    height: int
    preview_width: int
    preview_height: int
    blurhash: str
    description: str
    created_at: datetime
    unused_since: datetime | None
    pending_post_id: int | None = None
    state: MediaState = MediaState.READY
    looped: bool = False
    duration: int = 0
    frame_rate: str = ""
    bitrate: int = 0

    @property
    def upload_name(self) -> str:
        """The file that was uploaded, which lies in the store until the recording is prepared."""
        return f"{self.key}.{_UPLOAD}"

    @property
    def file_names(self) -> tuple[str, ...]:
        """All files that may be there. What a recording becomes is only known afterwards."""
        if self.attached.is_picture:
            return self.attached.file_name, self.attached.preview_name
        kept = [file_name(self.key, content_type) for content_type in (VIDEO, SOUND)]
        return self.upload_name, *kept, preview_name(kept[0])

    @property
    def attached(self) -> AttachedMedia:
        """As a post shows it."""
        return AttachedMedia(
            self.id,
            self.key,
            self.content_type,
            self.width,
            self.height,
            self.preview_width,
            self.preview_height,
            self.blurhash,
            self.description,
            self.looped,
            self.duration,
            self.frame_rate,
            self.bitrate,
        )
