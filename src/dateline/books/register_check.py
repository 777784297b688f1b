"""What makes the register sound; all faults of a run at once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Any

from dateline.books.register import tenures_in
from dateline.errors import RegisterError
from dateline.model.office import Tenure

_HANDOVER = timedelta(days=31)
_ISO3 = re.compile(r"[A-Z]{3}")


def faults_of_register(content: Mapping[str, Any], one_seat: frozenset[str]) -> list[RegisterError]:
    """Everything that is wrong with the register's files: states, members, series, tenures.

    Args:
        content: The files as ``compiled.register`` gives them.
        one_seat: Kinds of office with one holder at a time ("defence-minister").
    """
    return [*_of_states(content), *_of_members(content), *_of_series(content), *_of_tenures(content, one_seat)]


def one_seat_offices(offices: Mapping[str, Any]) -> frozenset[str]:
    """Kinds of office that ``offices.yaml`` gives one seat."""
    return frozenset(key for key, office in offices["generic"].items() if office["seats"] == "one")


def _fault(what: str, place: str, mend: str, code: str) -> RegisterError:
    return RegisterError(what, place=place, mend=mend, code=code)


def _of_states(content: Mapping[str, Any]) -> Iterator[RegisterError]:
    for iso3, state in content["countries"].items():
        if not _ISO3.fullmatch(iso3):
            yield _fault(f"{iso3!r} is no ISO alpha-3 code", "countries.yaml", "write three capitals", "register.code")
        if "of" in state and state["of"] not in content["countries"]:
            yield _fault(
                f"{iso3} belongs to {state['of']!r}", "countries.yaml", "name a state of the file", "register.of"
            )
        if iso3 not in content["codes"]:
            yield _fault(f"{iso3} has no codes", "codes.yaml", "run training/knowledge/codes.py", "register.codes")


def _of_members(content: Mapping[str, Any]) -> Iterator[RegisterError]:
    for key, dated in content["memberships"].items():
        place = f"memberships.yaml: {key}"
        if key not in content["organizations"]:
            yield _fault("no such organisation", place, "add it to organizations.yaml", "register.organization")
        states = {*dated["members"], *dated.get("joined", {}), *dated.get("left", {})}
        for state in sorted(states - content["countries"].keys()):
            yield _fault(f"{state!r} is no state", place, "use a code of countries.yaml", "register.member")
        for state in sorted(dated.get("left", {}).keys() - {*dated["members"], *dated.get("joined", {})}):
            yield _fault(f"{state} left and never was in", place, "add it to the members", "register.left")


def _of_series(content: Mapping[str, Any]) -> Iterator[RegisterError]:
    known = content["countries"].keys() | content["organizations"].keys()
    for key, one in content["series"].items():
        for party in one["parties"]:
            if party not in known:
                mend = "use a state's code or an organisation's key"
                yield _fault(f"{party!r} is no party", f"series.yaml: {key}", mend, "register.party")


def _of_tenures(content: Mapping[str, Any], one_seat: frozenset[str]) -> Iterator[RegisterError]:
    known = content["countries"].keys() | content["organizations"].keys()
    held: dict[str, list[Tenure]] = defaultdict(list)
    for name, book in content["tenures"].items():
        if not book.get("sources"):
            yield _fault("no source", f"tenures/{name}.yaml", "say where the file was taken from", "register.source")
        for tenure in tenures_in(book):
            place = f"tenures/{name}.yaml: {tenure.office.id}"
            held[tenure.office.id].append(tenure)
            if tenure.office.of not in known:
                yield _fault(f"{tenure.office.of!r} is no state", place, "use a code of countries.yaml", "register.of")
            if tenure.last and tenure.last < tenure.first:
                yield _fault(f"{tenure.person.name} left before coming", place, "turn the days round", "register.days")
    for office, tenures in held.items():
        if office.rpartition("/")[2] in one_seat:
            yield from _two_at_a_time(office, tenures)


def _two_at_a_time(office: str, tenures: list[Tenure]) -> Iterator[RegisterError]:
    """A one-seat office has one holder a day, but for a month in which one hands over to the other."""
    ordered = sorted(tenures, key=lambda tenure: tenure.first)
    for one, following in pairwise(ordered):
        both = {one.grain, following.grain}
        slack = timedelta(366) if "year" in both else _HANDOVER if "month" in both else timedelta(1)
        if one.person.name != following.person.name and (one.last is None or one.last - following.first > slack):
            what = f"{one.person.name} and {following.person.name} at one time"
            yield _fault(what, office, "end the first tenure before the second begins", "register.one-seat")


def check() -> list[RegisterError]:
    """The faults of the shipped register."""
    from dateline.books import compiled  # noqa: PLC0415  (the check alone reads YAML)
    from dateline.books.source import read_yaml  # noqa: PLC0415

    return faults_of_register(compiled.register(), one_seat_offices(read_yaml("register", "offices.yaml")))
