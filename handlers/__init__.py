"""The conversations. FLOWS is the only list: the commands, the menu and /trogiup come from it, in this order."""

from handlers import cancel, help, language, menu, start
from handlers.kit import Flow

FLOWS: tuple[Flow, ...] = (
    start.flow,
    menu.flow,
    language.flow,
    help.flow,
    cancel.flow,
)
