"""Registered apps."""

from datetime import datetime
from typing import Protocol

from microblog.domain.model.app import App


class AppRepository(Protocol):
    """Keeps the programs that were registered."""

    def add(self, app: App) -> None:
        """Store a new app."""
        ...

    def get(self, app_id: int) -> App | None:
        """The app."""
        ...

    def by_client_id(self, client_id: str) -> App | None:
        """The app that calls itself so, to the letter."""
        ...

    def remove_unused(self, before: datetime) -> int:
        """Remove apps that were registered before then and have neither a grant nor a code; returns how many."""
        ...
