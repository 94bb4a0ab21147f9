"""What an invitation says on paper: who it is for and the link that lets that person in, once."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from campaign.people import Role

PER_PAGE = 12
"""Invitations on one page of QR codes."""


@dataclass(frozen=True, slots=True)
class InviteCard:
    """One invitation. `code` is the one-time code that can also be typed; `link` carries the same code."""

    code: str
    name: str
    unit: str
    roles: AbstractSet[Role]
    link: str
