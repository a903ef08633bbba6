"""The one place that knows PyMongo, which is there only where MongoDB was chosen: import this when it is needed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from typing import Any

from bson.errors import BSONError
from pymongo import MongoClient, WriteConcern, timeout
from pymongo.client_session import ClientSession
from pymongo.errors import (
    ConfigurationError,
    ConnectionFailure,
    DuplicateKeyError,
    InvalidURI,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
    WaitQueueTimeoutError,
)
from pymongo.monitoring import CommandListener, ConnectionPoolListener
from pymongo.read_concern import ReadConcern
from pymongo.uri_parser import parse_uri

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.errors import DuplicateKey, OutcomeUnknown, TransactionLost
from microblog.domain.model.errors import StorageUnavailable
from microblog.ports.schema import StorageMisconfigured

RETRY_AFTER = 5  # seconds

Client = MongoClient[Document]
Listener = CommandListener | ConnectionPoolListener

# What the driver is told unless the URL says otherwise, times in milliseconds. While there is no primary, every request
# waits for one that long.
_OPTIONS: dict[str, Any] = {"serverSelectionTimeoutMS": 2000, "connectTimeoutMS": 5000, "appName": "microblog"}

# What the URL may not say otherwise.
_SETTLED: dict[str, Any] = {"w": "majority", "journal": True, "readPreference": "primary"}

# How many seconds are waited for a server that is known to be away: the driver looks twice a second.
_SECOND_LOOK = 0.7

# How many seconds a transaction may take to be undone. A server that does not hear of it ends it by itself after a
# minute, and on the next one of the same session.
_FAREWELL = 0.2

# What was acknowledged lies in the journals of a majority.
_ACKNOWLEDGED = WriteConcern(w="majority", j=True)

_AWAY = {
    6,  # no such host
    7,  # the host cannot be found
    13,  # not authorized
    18,  # authentication failed
    50,  # it took longer than allowed
    64,  # not enough members acknowledged it in time
    89,  # the network timed out
    91,  # the server is being shut down
    100,  # there are fewer members than must acknowledge it
    189,  # the primary stepped down
    246,  # the catalogue changed since the moment that is looked at
    262,  # it took longer than allowed
    9001,  # the connection broke
    10107,  # not the primary
    11600,  # interrupted by a shutdown
    11602,  # interrupted by a change of the primary
    13435,  # not the primary, and reading was not asked of it
    13436,  # neither the primary nor a secondary
    14031,  # the disk is full
}
_SNAPSHOT_TOO_OLD = 239

# What is raised, beside DuplicateKey, where the driver or the server cannot keep a document.
REFUSALS = (BSONError, OperationFailure, OverflowError)


def open_client(url: str, pool_size: int, pool_timeout: float, listeners: Sequence[Listener]) -> Client:
    """A client that connects when it is first needed. Raises StorageMisconfigured."""
    try:
        said = parse_uri(url, warn=False)["options"]
        if different := [name for name, value in _SETTLED.items() if said.get(name, value) != value]:
            ours = ", ".join(f"{name}={str(_SETTLED[name]).lower()}" for name in different)
            raise StorageMisconfigured(f"MICROBLOG_STORAGE says something else than {ours}, which is settled here.")
        unsaid = {name: value for name, value in _OPTIONS.items() if name not in said}
        return MongoClient(
            url,
            connect=False,
            tz_aware=True,
            tzinfo=UTC,
            maxPoolSize=pool_size,
            waitQueueTimeoutMS=max(1, round(pool_timeout * 1000)),
            event_listeners=listeners,
            **_SETTLED,
            **unsaid,
        )
    except OSError as error:  # of a file that an option names
        why = f"{error.filename or 'what `tls…` names'} cannot be read ({error.strerror or type(error).__name__})"
        raise StorageMisconfigured(f"MICROBLOG_STORAGE does not suit the driver: {why}.") from error
    except (ConfigurationError, InvalidURI, TypeError, ValueError) as error:
        raise StorageMisconfigured(f"MICROBLOG_STORAGE does not suit the driver: {_one_line(error)}.") from error


def refuse_soon(client: Client) -> None:
    """Where the server was away when it was looked for last, look once more and raise at once if it still is."""
    topology = client.topology_description
    if any(server.error for server in topology.server_descriptions().values()) and not topology.has_writable_server():
        with timeout(_SECOND_LOOK):
            client.admin.command("ping")


def refuse_standalone(client: Client) -> None:
    """Raises StorageMisconfigured where the server is no member of a replica set, as those alone have transactions."""
    answer = client.admin.command("hello")
    if "setName" not in answer and answer.get("msg") != "isdbgrid":
        raise StorageMisconfigured(
            "MICROBLOG_STORAGE names a MongoDB server that is no replica set, which transactions need: start it with"
            " `mongod --replSet rs0` and call `rs.initiate()` in mongosh once."
        )


@contextmanager
def open_session(client: Client, *, snapshot: bool) -> Iterator[ClientSession]:
    """A session; with `snapshot`, all that is read in it sees one state."""
    session = client.start_session(snapshot=snapshot)
    try:
        yield session
    finally:
        with timeout(_FAREWELL):
            session.end_session()


def begin(session: ClientSession) -> None:
    """Begin a transaction, in the place of one that may be open: it sees one state and is there for good in the end."""
    if session.in_transaction:
        with timeout(_FAREWELL):
            session.abort_transaction()
    session.start_transaction(ReadConcern("snapshot"), _ACKNOWLEDGED)


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Raises what `transaction` knows, and StorageUnavailable where the database cannot be used now."""
    try:
        yield
    except WaitQueueTimeoutError as error:
        raise StorageUnavailable(RETRY_AFTER, "all connections are in use") from error
    except ServerSelectionTimeoutError as error:
        raise StorageUnavailable(RETRY_AFTER, _why_no_server(error)) from error
    except DuplicateKeyError as error:
        raise DuplicateKey from error
    except ConfigurationError as error:
        raise StorageMisconfigured(f"MICROBLOG_STORAGE does not suit the server: {_one_line(error)}.") from error
    except PyMongoError as error:
        if error.has_error_label("UnknownTransactionCommitResult"):
            raise OutcomeUnknown(RETRY_AFTER, _one_line(error)) from error
        if error.has_error_label("TransientTransactionError"):
            raise TransactionLost(RETRY_AFTER, _one_line(error)) from error
        if isinstance(error, OperationFailure) and error.code == _SNAPSHOT_TOO_OLD:
            reason = "the server no longer has the state that is read: raise its minSnapshotHistoryWindowInSeconds"
            raise StorageUnavailable(RETRY_AFTER, reason) from error
        if isinstance(error, ConnectionFailure) or (isinstance(error, OperationFailure) and error.code in _AWAY):
            raise StorageUnavailable(RETRY_AFTER, _one_line(error)) from error
        raise


def _why_no_server(error: ServerSelectionTimeoutError) -> str:
    if "server_type: RSGhost" in str(error):  # which is nowhere but in the description of the topology at its end
        return "it is not initiated as a replica set: call `rs.initiate()` in mongosh once"
    return _one_line(error)


def _one_line(error: Exception) -> str:
    said = str(error).strip().partition("\n")[0]
    for what_follows in (" (configured timeouts:", ", Timeout: ", ", full error: "):  # the topology, the whole answer
        said = said.partition(what_follows)[0]
    return said.rstrip(".") or type(error).__name__
