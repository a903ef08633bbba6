"""What people allow apps."""

from collections.abc import Callable, Sequence
from datetime import datetime

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.app import App, AuthorizationCode, Grant
from microblog.domain.model.errors import Conflict
from microblog.ports.grant_repository import GrantRepository


@frozen
class MemoryGrantRepository(GrantRepository):
    """Grants in a dictionary."""

    _tables: Tables

    def add(self, grant: Grant) -> None:
        if grant.app_id not in self._tables.apps:
            raise Conflict("the app is gone")
        self._tables.grants[grant.id] = grant

    def get(self, grant_id: int) -> Grant | None:
        return self._tables.grants.get(grant_id)

    def touch(self, grant_id: int, used_at: datetime) -> None:
        grant = self._tables.grants.get(grant_id)
        if grant is not None:
            self._tables.grants[grant_id] = evolve(grant, used_at=used_at)

    def of_account(self, account_id: int) -> Sequence[tuple[Grant, App]]:
        grants = [grant for grant in self._tables.grants.values() if grant.account_id == account_id]
        grants.sort(key=lambda grant: (grant.used_at, grant.id), reverse=True)
        return [(grant, self._tables.apps[grant.app_id]) for grant in grants]

    def remove(self, grant_id: int) -> bool:
        return self._drop(lambda grant: grant.id == grant_id) > 0

    def remove_of_app(self, account_id: int, app_id: int) -> int:
        self._drop_codes(lambda code: (code.account_id, code.app_id) == (account_id, app_id))
        return self._drop(lambda grant: (grant.account_id, grant.app_id) == (account_id, app_id))

    def remove_all(self, account_id: int) -> int:
        self._drop_codes(lambda code: code.account_id == account_id)
        return self._drop(lambda grant: grant.account_id == account_id)

    def remove_idle(self, before: datetime) -> int:
        with_tokens = {token.grant_id for token in self._tables.app_tokens.values()}
        return self._drop(
            lambda grant: grant.id not in with_tokens or (grant.account_id is None and grant.used_at < before)
        )

    def _drop(self, which: Callable[[Grant], bool]) -> int:
        gone = {grant.id for grant in self._tables.grants.values() if which(grant)}
        self._drop_codes(lambda code: code.grant_id in gone)
        for token in list(self._tables.app_tokens.values()):
            if token.grant_id in gone:
                del self._tables.app_tokens[token.token_hash]
        for subscription in list(self._tables.push_subscriptions.values()):
            if subscription.grant_id in gone:
                del self._tables.push_subscriptions[subscription.id]
        for grant_id in gone:
            del self._tables.grants[grant_id]
        return len(gone)

    def _drop_codes(self, which: Callable[[AuthorizationCode], bool]) -> None:
        for code in list(self._tables.authorization_codes.values()):
            if which(code):
                del self._tables.authorization_codes[code.code_hash]
