"""The key pair by which push services know us (VAPID, RFC 8292): made on the first start, kept in KEY_DIR.

It opens nothing: with it one could only send people empty notifications in our name. A lost one is made anew, and every
page gives its new address when it is next opened.
"""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from bot.web.push_services import encoded, origin_of

FILE = "web-push.json"
LASTS = timedelta(hours=12)  # a signature; services refuse more than a day
RENEWED = timedelta(hours=6)
POINT, NUMBER = 65, 32  # bytes


@dataclass(frozen=True, slots=True)
class _Signed:
    words: str
    until: datetime


class PushKey:
    """Signs what is pushed. `public` is what browsers subscribe with."""

    def __init__(self, public: str, private: str, contact: str) -> None:
        self.public = public
        self._private = private
        self._contact = contact
        self._signed: dict[str, _Signed] = {}

    @classmethod
    def kept_in(cls, folder: Path, public_url: str) -> Self:
        """The key of this installation, made if there is none yet. Raises OSError."""
        path = folder / FILE
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(path, _made())
        kept = json.loads(path.read_text("utf-8"))
        return cls(kept["public"], kept["private"], f"https://{urlsplit(public_url).hostname}")

    def authorization(self, endpoint: str, now: datetime) -> str:
        """The header that tells the service of an address who we are; the same one for some hours."""
        origin = origin_of(endpoint)
        signed = self._signed.get(origin)
        if signed is None or signed.until <= now:
            self._signed[origin] = signed = _Signed(self._sign(origin, now), now + RENEWED)
        return signed.words

    def _sign(self, origin: str, now: datetime) -> str:
        from py_vapid import Vapid02

        claims = {"aud": origin, "exp": int((now + LASTS).timestamp()), "sub": self._contact}
        signer = Vapid02.from_raw(self._private.encode())
        signer.conf["no-strict"] = True  # its idea of an address knows neither every name nor any port
        return str(signer.sign(claims)["Authorization"])


def _made() -> str:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    private = key.private_numbers().private_value.to_bytes(NUMBER, "big")
    return json.dumps({"public": encoded(public), "private": encoded(private)})


def _write(path: Path, content: str) -> None:
    """Whole and durable, or not at all; of two processes that begin together one makes the key of both."""
    part = path.with_suffix(f".{secrets.token_hex(8)}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, content.encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(part, path)
    except FileExistsError:
        pass  # the other one was first
    finally:
        part.unlink()
