"""How far something came, for whoever waits at a terminal."""

import sys

import click
from attrs import define, field

from microblog.entrypoints.cli_group import Interruption
from microblog.ports.progress import Progress


@define
class Bar(Progress):
    """A progress bar on standard error; where that is no terminal, its label alone.

    Whoever reports progress can be broken off there: then `begin` and `advance` raise ``KeyboardInterrupt``.
    """

    label: str
    interruption: Interruption = field(factory=Interruption)
    _bar: "click._termui_impl.ProgressBar[int] | None" = field(default=None, init=False)

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def begin(self, total: int) -> None:
        self._bar = click.progressbar(length=total, label=self.label, show_pos=True, file=sys.stderr)
        self._bar.render_progress()
        self.interruption.check()

    def advance(self, done: int) -> None:
        if self._bar is not None:
            self._bar.update(done)
            if self._bar.finished:
                self._end()
        self.interruption.check()

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None
