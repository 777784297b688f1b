"""Leafing through a long list: a page of it, and the word that asks for the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.errors import DatelineError

T = TypeVar("T")

PAGE = 50


class CursorError(DatelineError):
    """A place in a list that the list does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Generic[T]):
    """One page of a list.

    Attributes:
        items: What stands on it.
        first: The place of the first of them in the whole list, counted from 1; 0 where there is none.
        total: How many the whole list has.
        next: What ``after`` must say to get the next page; None on the last.
    """

    items: tuple[T, ...]
    first: int
    total: int
    next: str | None


def leaf(every: Sequence[T], after: str | None, limit: int, name: Callable[[T], str]) -> Leaf[T]:
    """The page that begins behind the item called ``after``, or the first.

    Args:
        every: The whole list, in order.
        after: What the last item of the page before is called.
        limit: How many stand on a page.
        name: Tells what an item is called: no two alike.

    Raises:
        CursorError: No item is called so (any more).
    """
    start = 0 if after is None else _place(every, after, name)
    items = tuple(every[start : start + limit])
    more = start + limit < len(every)
    return Leaf(
        items=items,
        first=start + 1 if items else 0,
        total=len(every),
        next=name(items[-1]) if items and more else None,
    )


def _place(every: Sequence[T], after: str, name: Callable[[T], str]) -> int:
    for place, item in enumerate(every, 1):
        if name(item) == after:
            return place
    raise CursorError(
        f'the list has no place "{after[:40]}" any more', mend="begin again on its first page", code="web.cursor"
    )
