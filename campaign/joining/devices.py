"""The phones of a person: accounts of a messenger, or browsers, that act for them."""

from dataclasses import dataclass
from datetime import datetime

from campaign.ids import DeviceId


@dataclass(frozen=True, slots=True)
class Device:
    """One account. `name` is what its owner is called there, `reachable` is False once it blocked the assistant."""

    id: DeviceId
    channel: str
    account: str
    name: str
    joined_at: datetime
    reachable: bool
