"""What a second process does with a database: `python -m tests.integration.storage.other_process WHAT URL`."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from microblog.domain.model.relationships import Like
from tests.integration.storage.storage import NOW, Storage
from tests.integration.storage.storages import at


def claim(storage: Storage) -> list[int]:
    """Claim tasks until there are no more."""
    mine: list[int] = []
    while True:
        with storage.begin() as unit:
            tasks = unit.outbox.claim(now=NOW, lease_until=NOW + timedelta(minutes=5), limit=3)
            unit.commit()
        if not tasks:
            return mine
        mine.extend(task.id for task in tasks)


def write(storage: Storage, number: int) -> list[str]:
    """Like all posts of a range by four threads, reading between; returns the errors."""
    errors: list[str] = []

    def like(post_id: int) -> None:
        try:
            with storage.begin() as unit:
                unit.likes.add(Like(number * 1_000_000 + post_id, number, post_id, NOW))
                unit.commit()
            storage.posts.get(number, post_id)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            errors.append(repr(error))

    with storage.begin() as unit:
        post_ids = [post.id for post in unit.posts.of_account(number, 10_000)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(like, post_ids))
    return errors


if __name__ == "__main__":
    what, url, *rest = sys.argv[1:]
    opened = at(url)
    sys.stdout.write(json.dumps(claim(opened) if what == "claim" else write(opened, int(rest[0]))))
