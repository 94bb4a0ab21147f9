"""/thietbi -> devices.screen: the phones that act for the person

[Thêm thiết bị] -> a code for half an hour, with its link and a QR picture
[Gỡ thiết bị 2] -> asked once more -> its access ends at once
"""

from campaign.ids import DeviceId, InviteId
from campaign.joining.codes import code_of, hash_of, spaced
from campaign.joining.devices import Device
from campaign.joining.invites import DEVICE_LASTS, Invite, InviteKind
from handlers.device_words import device_name
from handlers.kit import (
    Choice,
    Document,
    End,
    Flow,
    Keep,
    OpenFlow,
    Result,
    Say,
    Turn,
    Until,
    fact,
    led,
    plain,
    say,
    screen,
)
from handlers.menu import menu

flow = Flow("devices", command="thietbi", about=say("devices.about"), help=say("devices.help"))


class AddDevice(Choice, tag="va", label=say("devices.add_button")):
    """A code for a further phone."""


class AskToRemove(Choice, tag="vq"):
    """This phone; asked once more."""

    device: DeviceId


class RemoveDevice(Choice, tag="vr", label=say("devices.remove_button")):
    """This phone acts for the person no longer."""

    device: DeviceId


@flow.begin
async def show(turn: Turn, argument: str) -> Result:
    """Every phone of the person, the one in hand marked."""
    devices = await turn.store.devices.of(turn.person.id)
    lines = tuple(_line(turn, number, device) for number, device in enumerate(devices, start=1))
    rows = [
        AskToRemove(device.id).labelled(say("devices.remove_number", number=number))
        for number, device in enumerate(devices, start=1)
    ]
    pairs = [tuple(rows[start : start + 2]) for start in range(0, len(rows), 2)]
    return End(screen(say("devices.screen", devices=lines), *pairs, AddDevice()))


@flow.press(AddDevice)
async def add(turn: Turn, pressed: AddDevice) -> Result:
    """A code in words, as a link and as a picture; an earlier one ends."""
    code = code_of(turn.fresh_id(), turn.fresh_id())
    until = turn.now + DEVICE_LASTS
    place = turn.member
    invite = Invite(
        InviteId(turn.fresh_id()), place.khoi, place.person, place.id, InviteKind.DEVICE, place.id, turn.now, until
    )  # fmt: skip
    await turn.store.invites.revoke_devices(place.person, turn.now)
    await turn.store.invites.add([(invite, hash_of(code))])
    links = turn.papers.join_links(code)
    words = say("devices.code", code=spaced(code), links=tuple(map(plain, links)), until=Until(until))
    shown = fact(words, keep=Keep.BRIEFLY)
    if not links:
        return End(shown)
    picture = await turn.papers.join_qr(links[0])
    return End(shown, Document("thiet-bi.png", picture, say("devices.scan"), "image/png", Keep.BRIEFLY))


@flow.press(AskToRemove)
async def ask_to_remove(turn: Turn, chosen: AskToRemove) -> Result:
    """What will happen, before it does."""
    devices = await turn.store.devices.of(turn.person.id)
    found = next((device for device in devices if device.id == chosen.device), None)
    if found is None:
        return await _gone(turn)
    name = _name(found)
    if len(devices) == 1:
        question = say("devices.remove_last", name=name)
    elif _in_hand(turn, found):
        question = say("devices.remove_this", name=name)
    else:
        question = say("devices.remove_other", name=name)
    return End(screen(question, RemoveDevice(found.id), back=OpenFlow(flow.name)))


@flow.press(RemoveDevice)
async def remove(turn: Turn, chosen: RemoveDevice) -> Result:
    """Ends its access; the phone in hand hears how to come back."""
    devices = await turn.store.devices.of(turn.person.id)
    found = next((device for device in devices if device.id == chosen.device), None)
    if found is None or not await turn.store.devices.remove(turn.person.id, found.id):
        return await _gone(turn)
    await turn.store.events.record(turn.khoi, "device.removed", turn.member.id, turn.now, found.id)
    if _in_hand(turn, found):
        return End(say("devices.removed_this"))
    return End(led(say("devices.removed", name=_name(found)), await menu(turn)))


async def _gone(turn: Turn) -> End:
    return End(led(say("devices.gone"), await menu(turn)))


def _in_hand(turn: Turn, device: Device) -> bool:
    return (device.channel, device.account) == (turn.channel, turn.account)


def _line(turn: Turn, number: int, device: Device) -> Say:
    if _in_hand(turn, device):
        return say("devices.line_this", number=number, name=_name(device), since=device.joined_at)
    if not device.reachable:
        return say("devices.line_silent", number=number, name=_name(device), since=device.joined_at)
    return say("devices.line", number=number, name=_name(device), since=device.joined_at)


def _name(device: Device) -> Say:
    return device_name(device.channel, device.name)
