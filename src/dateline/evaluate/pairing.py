"""Which event that was found is which event that was coded: the pairing of greatest likeness."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import eq
from typing import Any

Event = Mapping[str, Any]

_WORD = re.compile(r"[a-z0-9]+")


def words(text: str | None) -> list[str]:
    """The words of a name or a quotation, without accents, case and marks."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode()
    return _WORD.findall(plain.lower())


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names can be one person's or body's.

    They can if their words are the same, or if all words of the shorter stand in the longer and the two begin or end
    alike.
    """
    short, long = sorted((words(one), words(other)), key=len)
    if not short:
        return False
    if set(short) == set(long):
        return True
    return set(short) <= set(long) and (short[-1] == long[-1] or short[0] == long[0])


def set_f1(gold: Iterable[Any] | None, found: Iterable[Any] | None, same: Callable[[Any, Any], bool] = eq) -> float:
    """F1 of two sets; 1 where both are empty. Each value found counts for one coded value, the first that it fits."""
    wanted, left = list(gold or ()), list(found or ())
    size = len(wanted) + len(left)
    if not size:
        return 1.0
    hits = 0
    for value in wanted:
        match = next((i for i, other in enumerate(left) if same(value, other)), None)
        if match is not None:
            del left[match]
            hits += 1
    return 2 * hits / size


def likeness(gold: Event, found: Event) -> float:
    """How alike two events are; 0 if they can not be one: another type, or no party, person or trigger word shared."""
    if gold["type"] != found.get("type"):
        return 0.0
    ours, theirs = set(gold.get("countries") or ()), set(found.get("countries") or ())
    people = set_f1(gold.get("people"), found.get("people"), same_name)
    person = bool(gold.get("people")) and people > 0
    organization = bool(set(gold.get("organizations") or ()) & set(found.get("organizations") or ()))
    trigger = _overlap(gold.get("trigger"), found.get("trigger"))
    if not (ours & theirs or person or organization or trigger):
        return 0.0
    start, other = gold.get("start"), found.get("start")
    alike = 1.0 + len(ours & theirs) / max(1, len(ours | theirs)) + people + 1.5 * trigger
    alike += 1.0 * (start == other) + 0.5 * _compatible(start, other)
    named = bool(gold.get("name") and found.get("name") and same_name(gold["name"], found["name"]))
    return alike + (0.5 * (gold.get("status") == found.get("status")) + 0.5 * named)


def _overlap(one: Mapping[str, int] | None, other: Mapping[str, int] | None) -> bool:
    return bool(one and other) and one["start"] < other["end"] and other["start"] < one["end"]  # type: ignore[index]


def _compatible(one: str | None, other: str | None) -> bool:
    """Whether two dates agree as far as both are told."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))  # type: ignore[union-attr, arg-type]


def pair(gold: Sequence[Event], found: Sequence[Event]) -> list[tuple[int, int]]:
    """The pairs (coded, found) whose likeness adds up to most, in the order of those found."""
    if not gold or not found:
        return []
    alike = [[likeness(one, other) for other in found] for one in gold]
    size = max(len(gold), len(found))
    best = max(max(row) for row in alike)
    filled = [[best - value for value in row] + [best] * (size - len(row)) for row in alike]
    chosen = _assignment(filled + [[best] * size for _ in range(size - len(gold))])
    pairs = ((row, column) for column, row in enumerate(chosen) if row < len(gold) and column < len(found))
    return [(row, column) for row, column in pairs if alike[row][column] > 0]


def _assignment(cost: Sequence[Sequence[float]]) -> list[int]:
    """The row for each column of a square matrix so that the whole costs least.

    Shortest augmenting paths with potentials: rows enter one by one, each along the cheapest way of giving others
    another column. Row and column 0 stand for "none yet".
    """
    size = len(cost)
    of_row, of_column = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0] = row
        column, came_from = _free_column(cost, of_row, of_column, row_of)
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return [row - 1 for row in row_of[1:]]


def _free_column(
    cost: Sequence[Sequence[float]], of_row: list[float], of_column: list[float], row_of: list[int]
) -> tuple[int, list[int]]:
    """The cheapest column that no row holds, and the way to it; the potentials are brought up to date."""
    size = len(cost)
    least, used, came_from = [float("inf")] * (size + 1), [False] * (size + 1), [0] * (size + 1)
    column = 0
    while True:
        used[column] = True
        row, step, nearest = row_of[column], float("inf"), 0
        for other in range(1, size + 1):
            if used[other]:
                continue
            reach = cost[row - 1][other - 1] - of_row[row] - of_column[other]
            if reach < least[other]:
                least[other], came_from[other] = reach, column
            if least[other] < step:
                step, nearest = least[other], other
        for other in range(size + 1):
            if used[other]:
                of_row[row_of[other]] += step
                of_column[other] -= step
            else:
                least[other] -= step
        column = nearest
        if not row_of[column]:
            return column, came_from
