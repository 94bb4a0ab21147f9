"""How a phone is called: the messenger, and the name its owner has there."""

from handlers.kit import Say, plain, say


def channel_name(channel: str) -> Say:
    """A channel in words; one the texts do not know by its own name."""
    match channel:
        case "telegram":
            return say("devices.telegram")
        case "web":
            return say("devices.web")
        case "zalo" | "zalo_oa":
            return say("devices.zalo")
        case other:
            return plain(other)


def device_name(channel: str, name: str) -> Say:
    """The phone's name in a list or a notice."""
    return say("devices.name", channel=channel_name(channel), name=name) if name else channel_name(channel)
