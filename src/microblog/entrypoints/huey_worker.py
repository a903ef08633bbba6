"""The worker for Huey: takes tasks off its queue, and does the periodic work beside them."""

from microblog.entrypoints.container import Container
from microblog.entrypoints.worker import run_worker


def run_huey_worker(container: Container, parent_pid: int | None = None) -> None:
    """Run until it is told to stop; with `parent_pid`, also until that process is gone."""
    run_worker(container.periodic_loop(), container.huey_consumer(), parent_pid)
