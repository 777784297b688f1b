"""What is installed: Python, the packages, the weights, and which extras are not and would bring what."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from dateline import __version__
from dateline.desk.finding import Finding, State
from dateline.errors import DatelineError
from dateline.reading.weights import MANIFEST, Weights, digest

_PYTHONS = ((3, 11), (3, 14))  # from the first, to before the last

BRINGS: Mapping[str, str] = {
    "tables": "Parquet files, and frames of polars and pandas",
    "calendar": "calendars (iCalendar)",
    "graph": "networks (GraphML, GEXF)",
    "excel": "workbooks (XLSX)",
    "formats": "web archives (WARC, WACZ) and PDF",
    "feeds": "dateline watch: RSS and Atom",
    "postgres": "records in PostgreSQL",
    "web": "dateline serve: the desk in a browser",
    "batch": "dateline batch: many articles by many processes, into Parquet",
    "ray": "dateline batch on a cluster of Ray",
}


def installation() -> Iterator[Finding]:
    """Python, packages, weights, extras."""
    yield _python(sys.version_info[:2])
    yield from _packages(requires("dateline") or [])
    yield from _weights()


def _python(found: tuple[int, int]) -> Finding:
    first, last = _PYTHONS
    said = f"Dateline {__version__} on Python {'.'.join(map(str, found))}"
    if first <= found < last:
        return Finding(about="installation", said=said)
    mend = f"install it with Python {first[0]}.{first[1]} to {last[0]}.{last[1] - 1}"
    return Finding(about="installation", said=said, state=State.FAULT, mend=mend)


def _packages(asked: Sequence[str]) -> Iterator[Finding]:
    """Packages that are missing or too old: of Dateline itself a fault, of an extra a note, unless one is too old."""
    missing: dict[str, list[str]] = defaultdict(list)
    known: set[str] = set()
    for one in map(Requirement, asked):
        for extra in ("", *BRINGS):
            inside = one.marker is None if not extra else one.marker is not None and _is_of(one, extra)
            if not inside:
                continue
            known.add(extra)
            if fault := _fault(one):
                missing[extra].append(fault)
    if missing.get(""):
        said = f"packages that Dateline needs: {', '.join(missing.pop(''))}"
        yield Finding(about="installation", said=said, state=State.FAULT, mend="pip install --upgrade dateline")
    for extra, faults in missing.items():
        said = f"{BRINGS[extra]}: {', '.join(faults)}"
        old = any("is needed" in fault for fault in faults)
        mend = f"pip install --upgrade 'dateline[{extra}]'"
        yield Finding(about="extras", said=said, state=State.FAULT if old else State.NOTE, mend=mend)
    if there := [extra for extra in BRINGS if extra in known - missing.keys()]:
        yield Finding(about="extras", said=f"installed: {', '.join(there)}")


def _is_of(one: Requirement, extra: str) -> bool:
    marker = one.marker
    return marker is not None and marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""})


def _fault(one: Requirement) -> str | None:
    """What is wrong with a package: it is not there, or is of another version."""
    if one.name == "dateline":
        return None
    try:
        found = version(one.name)
    except PackageNotFoundError:
        return f"{one.name} is not installed"
    return None if one.specifier.contains(found, prereleases=True) else f"{one.name} {found}, {one.specifier} is needed"


def _weights() -> Iterator[Finding]:
    """The weights, by the digests that their manifest names."""
    try:
        weights = Weights.of()
        wrong = [name for name, asked in weights.files.items() if digest(weights.folder / name) != asked]
    except DatelineError as fault:
        yield Finding.of("installation", fault)
        return
    if wrong:
        said = f"weights are not those that {MANIFEST} names: {', '.join(wrong)}"
        mend = "install Dateline again; until then --no-encoder reads by rules alone"
        yield Finding(about="installation", said=said, state=State.FAULT, mend=mend)
    else:
        yield Finding(about="installation", said=f"weights {weights.digest[:8]} are those that {MANIFEST} names")
