"""`python -m bot.probe`: ends with 0 while the installation on this machine says at /healthz that it is well.

For a container's health check and a watchdog: it reads the settings, asks under our public name and loads nothing else.
"""

import http.client
import sys
from urllib.parse import urlsplit

from bot import config

PATIENCE = 8.0  # seconds


def is_well(settings: config.Settings) -> bool:
    """Whether /healthz answers 200."""
    host = "127.0.0.1" if settings.web_host in ("0.0.0.0", "") else settings.web_host  # noqa: S104 - compared
    asking = http.client.HTTPConnection(host, settings.web_port, timeout=PATIENCE)
    try:
        asking.request("GET", "/healthz", headers={"Host": urlsplit(settings.public_url).netloc})
        return asking.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


if __name__ == "__main__":
    sys.exit(0 if is_well(config.load()) else 1)
