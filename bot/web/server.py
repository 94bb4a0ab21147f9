"""Serves over HTTP: uvicorn, with patience for slow requests limited and an orderly end."""

import asyncio
import signal
import socket
from asyncio import TimerHandle
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.web.patience import Patience

MOST_THROWN_AWAY = 64 * 1024 * 1024  # bytes of one request after its refusal
UNHEARD = 60_000  # milliseconds without a sign from the other machine until the system gives a connection up


def listen(host: str, port: int) -> socket.socket:
    """A socket that accepts connections from now on. OSError when the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=1024)
    # The standard loop forgets it for such sockets: a body would wait 40 ms for the word that its head has arrived.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; connections take it over from the socket they come in by
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNHEARD)
    return listening


class Server:
    """One server. `on_stop` is called before the last words, so that open streams end by themselves."""

    def __init__(
        self, app: ASGIApp, listening: socket.socket, on_stop: Callable[[], None], patience: Patience
    ) -> None:
        limits = {"within": patience.headers, "rest": patience.upload, "reading": patience.reading}
        protocol = type("_Protocol", (PatientProtocol,), limits)
        config = uvicorn.Config(
            app,
            http=protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=10,
            timeout_graceful_shutdown=patience.last_words,
            h11_max_incomplete_event_size=32 * 1024,
        )
        self._listening = listening
        self._server = _Farewell(config, on_stop)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._listening.getsockname()[1])

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._server.server_state.connections)

    async def serve(self) -> None:
        """Serves until asked to stop, by a signal or by `stop`. The rest of the program then stops in order too."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, self.stop)
        await self._server.serve([self._listening])

    def stop(self) -> None:
        """Asks for an orderly end."""
        self._server.should_exit = True


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that hangs up on somebody who never finishes the headers of a request, or never reads the answer.

    Who does not read is cut off without another word: an orderly end would wait for them to read that, too, and hold
    everything that is still to be read until then.

    Who is refused before the end of a request may send the rest of it, within bounds, and it is thrown away: many
    browsers read the refusal only when they have sent everything, and a line cut in the middle would keep it from them.
    """

    within: float
    rest: float
    reading: float
    _hurry: TimerHandle | None = None
    _refused: TimerHandle | None = None
    _thrown_away = 0
    _unread: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._refused is not None:
            self._thrown_away += len(data)
            self._refused.cancel()
            self._refused = None
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(self.reading, self.transport.abort)

    def resume_writing(self) -> None:
        self._has_read()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._calm()
        self._has_read()
        self._has_sent()
        super().connection_lost(exc)

    def _look(self) -> None:
        self._look_at_rest()
        if self.conn.their_state is not h11.IDLE:
            self._calm()
        elif self._hurry is None:
            self._hurry = self.loop.call_later(self.within, self._hang_up)

    def _hang_up(self) -> None:
        self._hurry = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.close()

    def _look_at_rest(self) -> None:
        if self.conn.our_state is not h11.DONE or self.conn.their_state is not h11.SEND_BODY:
            self._has_sent()
        elif self._thrown_away > MOST_THROWN_AWAY:
            self.transport.close()
        elif self._refused is None:
            self._refused = self.loop.call_later(self.rest, self.transport.close)

    def _has_sent(self) -> None:
        self._thrown_away = 0
        if self._refused is not None:
            self._refused.cancel()
            self._refused = None

    def _has_read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _calm(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None


class _Farewell(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_stop = on_stop

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are ours: uvicorn would raise them again at the end and kill what still has to stop."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._on_stop()
        await super().shutdown(sockets)
