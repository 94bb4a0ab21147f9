"""Long lists on a small screen: ten a page, numbered, so that a typed number picks the same line as its button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.kit import Button, Choice, Row, Say, plain, say

T = TypeVar("T")

A_PAGE = 10
IN_A_ROW = 5


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of many items. `number` counts from 0, `of` is how many pages there are, `total` how many items."""

    items: tuple[T, ...]
    number: int
    of: int
    total: int


def page_of(items: Sequence[T], number: int) -> Page[T]:
    """The page of this number, or the nearest there is."""
    at = place_of(len(items), number)
    return Page(tuple(items[at.first : at.first + A_PAGE]), at.number, at.of, len(items))


@dataclass(frozen=True, slots=True)
class PageAt:
    """Where a page lies in a list that is not all here."""

    number: int
    of: int
    total: int

    @property
    def first(self) -> int:
        """How many items come before it."""
        return self.number * A_PAGE

    def with_items(self, items: Sequence[T]) -> Page[T]:
        """The page, once its items are here."""
        return Page(tuple(items), self.number, self.of, self.total)


def place_of(total: int, number: int) -> PageAt:
    """The page of this number in a list of so many, or the nearest there is."""
    pages = max(1, -(-total // A_PAGE))
    return PageAt(min(max(0, number), pages - 1), pages, total)


def lines(page: Page[T], words: Callable[[T], Say]) -> tuple[Say, ...]:
    """The items in words, numbered as their buttons are; where there are several pages, which one this is."""
    listed = [say("list.line", number=n, what=words(item)) for n, item in enumerate(page.items, start=1)]
    if page.of > 1:
        listed.append(say("list.place", page=page.number + 1, pages=page.of))
    return tuple(listed)


def numbers(page: Page[T], choose: Callable[[T], Choice]) -> tuple[Row, ...]:
    """A button with its number for every item, five in a row. They must be the first rows of the screen."""
    buttons = [Button(choose(item), plain(str(number))) for number, item in enumerate(page.items, start=1)]
    return tuple(tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW))


def turning(page: Page[T], turn_to: Callable[[int], Choice]) -> tuple[Row, ...]:
    """Buttons to the page before and the page after, where there is one."""
    buttons: list[Button] = []
    if page.number > 0:
        buttons.append(turn_to(page.number - 1).labelled(say("list.before_button")))
    if page.number + 1 < page.of:
        buttons.append(turn_to(page.number + 1).labelled(say("list.after_button")))
    return (tuple(buttons),) if buttons else ()
