"""Which push services we speak to, and what a browser may give us of itself.

A browser names the address we are to send to, so an address that is not a known service's is not taken: nobody makes
this server call machines of their choosing.
"""

import base64
import binascii
import ipaddress
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from storage.pushes import Subscription

LONGEST_ENDPOINT = 1000
POINT, SECRET = 65, 16  # bytes of the browser's public key and of its secret
UNCOMPRESSED = 4


@dataclass(frozen=True, slots=True)
class Services:
    """The services: every https host that is one of `hosts` or below one of `domains`.

    `besides` are further origins, which only a test configures: scheme://host:port.
    """

    hosts: frozenset[str]
    domains: tuple[str, ...]
    besides: frozenset[str] = frozenset()

    def accepts(self, endpoint: str) -> bool:
        """Whether an address is one of theirs, and nothing but an address."""
        if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii() or not endpoint.isprintable():
            return False
        try:
            parts = urlsplit(endpoint)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if " " in endpoint or "\\" in endpoint or "@" in parts.netloc or parts.fragment:
            return False
        if f"{parts.scheme}://{parts.netloc}" in self.besides:
            return True
        known = host in self.hosts or any(host.endswith(f".{domain}") for domain in self.domains)
        return parts.scheme == "https" and port in (None, 443) and known

    def may_connect(self, address: str) -> bool:
        """Whether a resolved address is one of the public internet: a name can be made to lead anywhere."""
        if self.besides:
            return True
        found = ipaddress.ip_address(address)
        mapped = getattr(found, "ipv4_mapped", None)
        real = found if mapped is None else mapped
        return real.is_global and not real.is_multicast


KNOWN = Services(
    frozenset({"fcm.googleapis.com"}),  # Chrome, Edge on phones, Cốc Cốc, Samsung, Opera
    ("push.services.mozilla.com", "push.apple.com", "notify.windows.com"),
)


class Said(Enum):
    """What a service said."""

    TAKEN = "taken"
    GONE = "gone"  # it does not know this browser any more
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said, with its status (0: it could not be reached) and the seconds it wants us to wait."""

    said: Said
    status: int = 0
    wait: float | None = None


def origin_of(endpoint: str) -> str:
    """scheme://host of an address that was accepted: to whom a push is signed."""
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"


def read_subscription(fields: dict[str, Any], services: Services) -> Subscription | str:
    """What a browser has given, or the word for what is wrong with it."""
    endpoint, p256dh, auth = (fields.get(name) for name in ("endpoint", "p256dh", "auth"))
    if not isinstance(endpoint, str) or not isinstance(p256dh, str) or not isinstance(auth, str):
        return "form"
    if not services.accepts(endpoint):
        return "service"
    point, secret = _decoded(p256dh), _decoded(auth)
    if len(point) != POINT or point[0] != UNCOMPRESSED or len(secret) != SECRET:
        return "keys"
    return Subscription(endpoint, encoded(point), encoded(secret))


def encoded(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """What `encoded` was given. Raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _decoded(text: str) -> bytes:
    try:
        return decoded(text.rstrip("=")) if len(text) <= LONGEST_ENDPOINT else b""
    except (binascii.Error, ValueError):
        return b""
