"""What the connections to PostgreSQL have in common: their settings, our words for its errors, its way to say `?`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count

import asyncpg

from storage.sql import Conflict, Tangled, Unavailable

BELL = "thidua"  # the channel of NOTIFY
PATIENCE = 60.0  # seconds a statement may take before the server counts as gone
SESSION = {
    "application_name": "thidua",
    "synchronous_commit": "on",  # an answer leaves only after a durable commit, whatever the server's default
    "idle_in_transaction_session_timeout": "60000",
    # A machine that vanished without a word must not keep its locks for hours.
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}

TANGLED = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
GONE = (
    OSError,  # TimeoutError and ConnectionError among them
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # the server is being stopped, or starts
    asyncpg.InsufficientResourcesError,  # disk full, too many connections
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.LockNotAvailableError,
    asyncpg.PostgresSystemError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.OutdatedSchemaCacheError,
    asyncpg.InvalidCachedStatementError,
    asyncpg.IdleInTransactionSessionTimeoutError,
)


@contextmanager
def plainly(is_closed: Callable[[], bool]) -> Iterator[None]:
    """Says what went wrong in the words of `storage/sql.py`; a bug stays what it is."""
    try:
        yield
    except TANGLED as error:
        raise Tangled(str(error)) from error
    except asyncpg.IntegrityConstraintViolationError as error:
        raise Conflict(str(error)) from error
    except GONE as error:
        raise Unavailable(f"{type(error).__name__}: {error}") from error
    except (asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        if is_closed():
            raise Unavailable(str(error)) from error
        raise


@lru_cache(maxsize=4096)
def numbered(query: str) -> str:
    """The statement with `$1`, `$2` … for every `?` that is not inside a quoted word."""
    numbers = count(1)
    quoted = query.split("'")
    for place in range(0, len(quoted), 2):
        pieces = quoted[place].split("?")
        quoted[place] = pieces[0] + "".join(f"${next(numbers)}{piece}" for piece in pieces[1:])
    return "'".join(quoted)
