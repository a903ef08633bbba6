"""Registered apps."""

from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.app import App
from microblog.ports.app_repository import AppRepository


@frozen
class MemoryAppRepository(AppRepository):
    """Apps in a dictionary."""

    _tables: Tables

    def add(self, app: App) -> None:
        self._tables.apps[app.id] = app

    def get(self, app_id: int) -> App | None:
        return self._tables.apps.get(app_id)

    def by_client_id(self, client_id: str) -> App | None:
        for app in self._tables.apps.values():
            if app.client_id == client_id:
                return app
        return None

    def remove_unused(self, before: datetime) -> int:
        used = {grant.app_id for grant in self._tables.grants.values()}
        used |= {code.app_id for code in self._tables.authorization_codes.values()}
        gone = [app.id for app in self._tables.apps.values() if app.created_at < before and app.id not in used]
        for app_id in gone:
            del self._tables.apps[app_id]
        return len(gone)
