"""Figures as pictures: PNG bytes, the same for the same input. No red, no ranking: units stand as they are given.

Báo Thanh tra      ████████████ 18/20 (90 %)   đăng ký
                   ██████████████ 20/20 (100 %) hưởng ứng
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

_DPI = 160
_WIDTH = 7.5  # inches: 1200 pixels, what a phone shows without scrolling sideways
_ROW, _FRAME = 0.62, 1.7  # inches of height per unit and for title, legend and note
_NAME = 26  # characters of a unit's name on one line
_COLOURS = ("#1f4e79", "#9db8d2")
_INK = "#202020"
_BAR = 0.36
_BESIDE = 1.5  # percent between a bar and its figures


@dataclass(frozen=True, slots=True)
class Bar:
    """So many of so many, with the percentage to draw."""

    part: int
    whole: int
    percent: int


@dataclass(frozen=True, slots=True)
class BarGroup:
    """One unit with its bars, in the order of the legend."""

    name: str
    bars: tuple[Bar, ...]


def grouped_bars(title: str, legend: Sequence[str], groups: Sequence[BarGroup], note: str) -> bytes:
    """Horizontal bars from 0 to 100 percent, at most two to a group, the first group on top."""
    height = _FRAME + _ROW * max(1, len(groups))
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for place, words in enumerate(legend):
        _draw(axes, groups, place, words)
    axes.set_yticks(range(len(groups)), ["\n".join(textwrap.wrap(g.name, _NAME)) for g in groups], fontsize=9)
    axes.invert_yaxis()
    axes.set_xlim(0, 130)
    axes.set_xticks(range(0, 101, 25), [f"{tick} %" for tick in range(0, 101, 25)], fontsize=8)
    axes.tick_params(length=0, colors=_INK)
    axes.grid(visible=True, axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_title("\n".join(textwrap.wrap(title, 60)), fontsize=12, color=_INK, loc="left", pad=28)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=9)
    axes.set_xlabel("\n".join(textwrap.wrap(note, 90)), fontsize=8, color=_INK)
    out = BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _draw(axes: Axes, groups: Sequence[BarGroup], place: int, words: str) -> None:
    heights = [index + (place - 0.5) * _BAR for index in range(len(groups))]
    bars = [group.bars[place] for group in groups]
    axes.barh(heights, [bar.percent for bar in bars], _BAR, color=_COLOURS[place], label=words)
    for at, bar in zip(heights, bars, strict=True):
        figures = f"{bar.part}/{bar.whole} ({bar.percent} %)"
        axes.text(bar.percent + _BESIDE, at, figures, va="center", fontsize=8, color=_INK)
