"""How long a post takes to reach the last of many followers, and whether its author waits for that."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping

from bench.large.records import Records
from bench.processes import end
from microblog.domain.model.page import Cursor
from microblog.entrypoints.container import Container

_WARM_UP = 2  # posts, as a worker that starts does all that is due first
_POSTS = 7
_PATIENCE = 120.0  # seconds
_LOOK = 0.005


def time_fan_out(container: Container, environment: Mapping[str, str], records: Records) -> str:
    """With the worker that the site has beside it. Raises ``RuntimeError`` if a post does not arrive."""
    city, storage, publish = records.city, container.storage(), container.publish_post()
    star, loner = records.account_id(city.star), records.account_id(city.dormant[-1] + 1)
    followers = [records.account_id(person) for person, others in enumerate(city.following) if city.star in others]

    def sees(follower: int, post_id: int) -> bool:
        newest = storage.timelines.home(follower, Cursor(limit=1)).items
        return bool(newest) and newest[0].id == post_id

    alone, posting, arriving = [], [], []
    worker = subprocess.Popen(
        (sys.executable, "-m", "microblog", "worker"),
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for number in range(_WARM_UP + _POSTS):
            began = time.perf_counter()
            publish(author_id=loner, text=f"Nobody is told, {number}.")
            alone.append(time.perf_counter() - began)
            began = time.perf_counter()
            post = publish(author_id=star, text=f"Everybody is told, {number}.")
            posting.append(time.perf_counter() - began)
            while not sees(followers[-1], post.id):
                if time.perf_counter() - began > _PATIENCE:
                    raise RuntimeError("a post did not arrive")
                time.sleep(_LOOK)
            arriving.append(time.perf_counter() - began)
        if missing := sum(not sees(follower, post.id) for follower in followers):
            raise RuntimeError(f"{missing} of {len(followers)} do not see the post that the last of them sees")
    finally:
        end(worker)
    times = [statistics.median(each[_WARM_UP:]) * 1000 for each in (alone, posting, arriving)]
    return (
        f"to write a post takes {times[0]:.1f} ms without followers and {times[1]:.1f} ms with {len(followers):,};"
        f" the last of them sees it after {times[2]:.0f} ms"
    )
