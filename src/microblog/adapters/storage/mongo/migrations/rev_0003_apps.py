"""Apps, what they are allowed, their codes and tokens. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("apps", {"client_id": 1}, unique=True),
    Index("apps", {"created_at": 1}),  # remove_unused
    Index("grants", {"app_id": 1}),  # AppRepository.remove_unused
    Index("grants", {"account_id": 1, "app_id": 1}),  # of_account, remove_of_app, remove_all
    Index("authorization_codes", {"app_id": 1}),  # AppRepository.remove_unused
    Index("authorization_codes", {"account_id": 1, "app_id": 1}),  # GrantRepository.remove_of_app, remove_all
    Index("authorization_codes", {"grant_id": 1}),  # GrantRepository.remove
    Index("authorization_codes", {"expires_at": 1}),  # remove_expired
    Index("app_tokens", {"grant_id": 1}),  # GrantRepository.remove
    Index("app_tokens", {"expires_at": 1}),  # remove_expired
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
