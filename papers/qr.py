"""An address as a picture to scan from another screen."""

from io import BytesIO

import segno

_MODULE = 8  # pixels
_QUIET = 4  # modules of white around, as the QR standard asks


def qr_png(link: str) -> bytes:
    """A PNG picture of a QR code, black on white."""
    out = BytesIO()
    segno.make_qr(link, error="m").save(out, kind="png", scale=_MODULE, border=_QUIET)
    return out.getvalue()
