"""The conversations. FLOWS is the only list: the commands, the menu and /trogiup come from it, in this order."""

from handlers import (
    ask,
    cancel,
    devices,
    help,
    khoi,
    language,
    menu,
    report,
    report_files,
    report_filing,
    report_writing,
    roster,
    start,
)
from handlers.kit import Flow

FLOWS: tuple[Flow, ...] = (
    start.flow,
    menu.flow,
    report.flow,
    report_writing.flow,
    report_files.flow,
    report_filing.flow,
    roster.flow,
    ask.flow,
    devices.flow,
    khoi.flow,
    language.flow,
    help.flow,
    cancel.flow,
)
