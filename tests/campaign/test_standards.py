"""The language of the standards reads what it means and refuses the rest with an example."""

import pytest

from campaign.catalogue.standard_text import BadStandard, read_standard
from campaign.catalogue.standards import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Consecutive,
    Did,
    Held,
    Holds,
    Meets,
    Merit,
    Never,
    Rated,
    Served,
    Share,
    Standard,
    Times,
    Weighed,
    Worked,
    Works,
    codes_named,
)
from campaign.history.facts import Capacity, Counted, Deed, Judged, Rating, Scope, WorkKind

READ: list[tuple[object, Standard]] = [
    ("rated(HT_XUAT_SAC)", Rated(Rating.HT_XUAT_SAC)),
    (" rated ( HT ) ", Rated(Rating.HT)),
    ("held(CSTDCS)", Held("CSTDCS")),
    ("did(unity)", Did(Deed.UNITY)),
    ("meets(LDTT)", Meets("LDTT")),
    ("holds(BK_BO_I)", Holds("BK_BO_I")),
    ("never(KNC_TTR)", Never("KNC_TTR")),
    ("times(CSTDCS, 3, 5)", Times("CSTDCS", 3, 5)),
    ("works(project, toan_quoc, 1, 2)", Works(WorkKind.PROJECT, Scope.TOAN_QUOC, 1, 2)),
    ("served(sector, 10)", Served(Capacity.SECTOR, 10)),
    ("share(ldtt, 70)", Share(Counted.LDTT, 70)),
    ("at_least(cstdcs, 1)", AtLeast(Counted.CSTDCS, 1)),
    ("at_most(disciplined, 0)", AtMost(Counted.DISCIPLINED, 0)),
    ("worked()", Worked()),
    ("merit(movement)", Merit(Judged.MOVEMENT)),
    ("weighed(contribution)", Weighed(Judged.CONTRIBUTION)),
    ({"all": ["worked()"]}, AllOf((Worked(),))),
    ({"any": ["worked()", {"all": ["held(A)"]}]}, AnyOf((Worked(), AllOf((Held("A"),))))),
    ({"consecutive": 2, "of": ["held(A)", "rated(HT)"]}, Consecutive(2, (Held("A"), Rated(Rating.HT)))),
]


@pytest.mark.parametrize(("written", "standard"), READ, ids=[str(w) for w, _ in READ])
def test_a_standard_is_read_as_written(written: object, standard: Standard) -> None:
    assert read_standard(written) == standard


WRONG: list[object] = [
    "",
    "rated",
    "rated()",
    "rated(HT, HT)",
    "rated(TOT)",
    "unknown(1)",
    "times(CSTDCS, x, 5)",
    "times(CSTDCS, -1, 5)",
    "times(CSTDCS, 1000, 5)",
    "times(CSTDCS, 0, 5)",
    "times(CSTDCS, 3, 2)",
    "works(initiative, bo, 0, 1)",
    "works(initiative, bo, 1, 0)",
    "served(sector, 0)",
    "served(sector, 61)",
    "share(ldtt, 0)",
    "share(ldtt, 101)",
    "times(CSTDCS, ３, 5)",
    "held(cstdcs)",
    "worked(1)",
    "rated(HT) or worked()",
    5,
    True,
    [],
    {},
    {"all": []},
    {"all": "worked()"},
    {"all": ["worked()"], "any": ["worked()"]},
    {"any": ["worked()", "x"]},
    {"consecutive": 0, "of": ["held(A)"]},
    {"consecutive": 51, "of": ["held(A)"]},
    {"consecutive": 2, "of": []},
    {"consecutive": 2, "of": ["worked()"]},
    {"consecutive": 2},
]


@pytest.mark.parametrize("written", WRONG, ids=[str(w) for w in WRONG])
def test_what_is_no_standard_is_refused_with_an_example(written: object) -> None:
    read = read_standard(written)
    assert isinstance(read, BadStandard)
    assert read.expected


def test_the_titles_that_a_standard_names_are_known_at_every_depth() -> None:
    standard = read_standard(
        {"all": ["meets(A)", {"any": [{"consecutive": 2, "of": ["held(B)"]}, "times(C, 1, 1)"]}]}
    )
    assert not isinstance(standard, BadStandard)
    assert codes_named(standard) == ("A", "B", "C")
