"""From where somebody comes: what is counted by address, and the mark of an address that may be kept for a while.

With IPv6 whoever has one address has a whole network of them: /64 is what one line is given.
"""

import hashlib
from ipaddress import IPv6Address, ip_address

from starlette.requests import Request

LINE = 64  # bits of an IPv6 address that are one line
KEPT = 6  # hexadecimal digits of a mark: few enough that many addresses share it, and it names none of them


def address_of(request: Request) -> str:
    """The address a request comes from, of an IPv6 one the network; "" when it is not known."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> LINE << LINE))


def mark_of(request: Request) -> str:
    """What is kept of the address of somebody who types a code, a quarter of an hour; "" when it is not known."""
    address = address_of(request)
    return hashlib.sha256(address.encode()).hexdigest()[:KEPT] if address else ""
