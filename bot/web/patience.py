"""How long the server waits for somebody slow, before it gives them up and serves the others."""

from dataclasses import dataclass

BODY = 20.0  # seconds from the headers of a small request to its end


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds."""

    headers: float = (
        15.0  # from the beginning of a connection, or the answer before, to the end of the headers
    )
    upload: float = 30.0  # without a byte of an upload, taken or refused
    body: float = BODY
    reading: float = 30.0  # until somebody has read enough of what they are sent for more to follow
    alive: float = 20.0  # between signs of life on an open page
    last_words: int = 3  # for open requests when the server stops
