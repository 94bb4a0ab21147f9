"""Long texts as they are kept: packed, so that writing one holds up nobody for long. Short ones stay as they are.

    packed(pieces) -> "zlib:" and base64 for a long text; never all of it in memory at once
    unpacked(kept) -> the text

A record of many voters says nearly the same of each: packed it is a tenth, and so is what the one writer of the
database has to write while the others wait.
"""

import zlib
from base64 import b64decode, b64encode
from codecs import iterdecode
from collections.abc import Iterable

SHORT = 200_000  # characters; what is shorter is written in a moment, and can be read with any tool
FAST = 1  # of the levels: it is also done while others wait for this process
MARK = "zlib:"
PIECE = 1_000_000  # bytes made a text in one piece: nothing else of the program runs meanwhile


def packed(pieces: Iterable[str]) -> str:
    """The text that these pieces are, as it is kept. No text that is kept begins as a packed one does."""
    coming, begun, length = iter(pieces), list[str](), 0
    for piece in coming:
        begun.append(piece)
        length += len(piece)
        if length > SHORT:
            break
    else:
        return "".join(begun)
    packer = zlib.compressobj(FAST)
    parts = [packer.compress(piece.encode()) for piece in begun]
    del begun
    parts += [packer.compress(piece.encode()) for piece in coming]
    parts.append(packer.flush())
    return MARK + b64encode(b"".join(parts)).decode("ascii")


def unpacked(kept: str) -> str:
    """What `packed` was given. Raises ValueError, or zlib.error, for a packed text that is damaged."""
    if not kept.startswith(MARK):
        return kept
    raw = zlib.decompress(b64decode(kept.removeprefix(MARK), validate=True))
    bits = (raw[first : first + PIECE] for first in range(0, len(raw), PIECE))
    return "".join(iterdecode(bits, "utf-8"))
