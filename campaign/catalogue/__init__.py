"""The catalogue of titles, awards and their rules: data in *.toml, each row with source, dates and confidence.

    titles.toml         danh hiệu thi đua
    commendations.toml  hình thức khen thưởng
    internal.toml       what the khối itself decides: suy tôn, bầu, điển hình
    rules.toml          base salary, rounding, deadlines, votes, principles, papers, who decides

`shipped_files()` is the text of these files; `parse.parse` reads it, alone or followed by a khối's own file.
"""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

SHIPPED = ("rules.toml", "titles.toml", "commendations.toml", "internal.toml")


def shipped_files() -> Mapping[str, str]:
    """The catalogue that comes with the program: file name -> TOML text."""
    folder = files(__name__)
    return MappingProxyType({name: folder.joinpath(name).read_text(encoding="utf-8") for name in SHIPPED})
