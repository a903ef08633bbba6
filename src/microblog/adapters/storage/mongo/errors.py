"""What the driver's errors mean to a transaction."""

from microblog.domain.model.errors import StorageUnavailable


class TransactionLost(StorageUnavailable):
    """The server ended the transaction through no fault of its own: done once more it may well succeed."""


class OutcomeUnknown(StorageUnavailable):
    """The commit may have succeeded: to commit again tells."""


class DuplicateKey(Exception):
    """A document with that key is there already."""
