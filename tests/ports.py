"""Ports for the programs that tests start, which nobody else is given meanwhile."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def own_port() -> Iterator[int]:
    """A port of 127.0.0.1 that is ours until the end.

    Picked free and let go, it would be anybody's again: of another test, or of any connection that goes out, and the
    program would not get it. Here a socket stays bound to it that does not listen: on Linux whoever asks for this port,
    and says that the address may be used again, listens beside it, and nobody who asks for any port is given it.
    """
    with socket.socket() as keeper:
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        keeper.bind(("127.0.0.1", 0))
        found = int(keeper.getsockname()[1])
        if sys.platform != "linux":  # elsewhere one address is bound to once
            keeper.close()
        yield found
