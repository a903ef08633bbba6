"""Load on a site from outside, and what came of each request."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from attrs import field, frozen

from tests.integration.site_processes import Person

_LOOK = 0.05  # seconds between two looks


@frozen
class Asked:
    """One request, and what came back: a status, or the name of what went wrong."""

    at: float
    took: float
    answer: int | str


@frozen
class Load:
    """People who post at a steady rate, and one who looks."""

    pause: float = 0.05  # seconds between two posts of one person
    asked: list[Asked] = field(factory=list)
    acknowledged: list[str] = field(factory=list)
    over: threading.Event = field(factory=threading.Event)

    def write(self, person: Person, name: str) -> None:
        """Post after post; one that was not taken is sent again with the same key, as browsers' users do."""
        number = 0
        while not self.over.is_set():
            number += 1
            text = f"@ben post {number} by {name}"
            while not self.over.wait(self.pause):
                if self._ask(lambda: person.publish(text, f"{name}-{number}")) == 303:  # noqa: B023 - called at once
                    self.acknowledged.append(text)
                    break

    def look(self, person: Person) -> None:
        """The public timeline, again and again."""
        while not self.over.wait(_LOOK):
            self._ask(lambda: person.look("/public"))

    def _ask(self, ask: Callable[[], int]) -> int | str:
        at = time.monotonic()
        try:
            answer: int | str = ask()
        except Exception as error:  # noqa: BLE001 - it is shown at the end
            answer = repr(error)
        self.asked.append(Asked(at, time.monotonic() - at, answer))
        return answer

    @property
    def slowest(self) -> float:
        """How many seconds the longest wait for an answer took."""
        return max(asked.took for asked in self.asked)

    def since(self, moment: float) -> Counter[int | str]:
        """How often which answer came to what was asked since then."""
        return Counter(asked.answer for asked in self.asked if asked.at >= moment)

    @contextmanager
    def running(self, writers: Sequence[Person], reader: Person) -> Iterator[None]:
        """Within, they all do so, each in a thread."""
        threads = [threading.Thread(target=self.look, args=(reader,))]
        threads += [
            threading.Thread(target=self.write, args=(writer, f"writer{number}"))
            for number, writer in enumerate(writers)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.over.set()
            for thread in threads:
                thread.join()
