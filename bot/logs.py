"""How the log is written. Libraries that print addresses of requests are silent: an address may hold a token."""

import logging

import structlog

from bot.config import LogFormat

LOUD = ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn", "uvicorn.error", "alembic")


def set_up(log_format: LogFormat) -> None:
    """Sets up logging for this process."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    last: structlog.typing.Processor = structlog.dev.ConsoleRenderer(colors=False)
    if log_format is LogFormat.JSON:
        last = structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(),
    )
