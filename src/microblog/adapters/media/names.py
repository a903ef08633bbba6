"""Which names the files of pictures and recordings can have."""

import re

_NAME = re.compile(r"[A-Za-z0-9_-]{22,64}\.(?:jpg|png|webp|mp4|mp3|upload)", re.ASCII)


def is_media_name(name: str) -> bool:
    """Whether a store takes it: nothing that leads anywhere else."""
    return _NAME.fullmatch(name) is not None
