"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

from dataclasses import dataclass

from tests.bot_api.refused import conflict
from tests.bot_api.webhook import NO_WEBHOOK, Webhook, read_webhook
from tests.bot_api.wire import Arguments, Json
from tests.bot_api.world import World


@dataclass(frozen=True, slots=True)
class Said:
    """True with a sentence beside it, as the webhook methods answer."""

    description: str


async def get_updates(world: World, arguments: Arguments) -> bytes:
    """The whole answer, put together from updates that are JSON already."""
    if world.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    events = await world.updates.poll(arguments)
    return b'{"ok":true,"result":[' + b",".join([event.body for event in events]) + b"]}"


async def set_webhook(world: World, arguments: Arguments) -> Said:
    if not arguments.text("url"):
        return await delete_webhook(world, arguments)
    webhook = read_webhook(arguments, world.updates, world.now)
    world.updates.allow(arguments)
    dropping = arguments.flag("drop_pending_updates")
    if world.webhook is not None and world.webhook.same_as(webhook) and not dropping:
        return Said("Webhook is already set")
    world.updates.end_poll("terminated by setWebhook request")
    await _stop(world)
    if dropping:
        world.updates.clear()
    _start(world, webhook)
    return Said("Webhook was set")


def _start(world: World, webhook: Webhook) -> None:
    webhook.on_answer = world.obey
    world.webhook = webhook
    webhook.start()


async def _stop(world: World) -> None:
    webhook, world.webhook = world.webhook, None
    if webhook is not None:
        await webhook.stop()


async def delete_webhook(world: World, arguments: Arguments) -> Said:
    existed = world.webhook is not None
    await _stop(world)
    if arguments.flag("drop_pending_updates"):
        world.updates.clear()
    return Said("Webhook was deleted" if existed else "Webhook is already deleted")


async def get_webhook_info(world: World, _arguments: Arguments) -> Json:
    allowed = world.updates.allowed
    extra: Json = {} if allowed is None else {"allowed_updates": sorted(allowed)}
    if world.webhook is None:
        return {**NO_WEBHOOK, "pending_update_count": len(world.updates.pending), **extra}
    return {**world.webhook.json, **extra}
