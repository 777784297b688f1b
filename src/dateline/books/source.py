"""From the YAML of ``data/`` to the entries of the lexicon: who is called what, in how many ways."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from dateline.books.lexicon import Casing, Entry
from dateline.books.words import key_of

DATA = files("dateline") / "data"
_NO_PLURAL = ("ese", "ish", "ch", "sh", "s", "ss", "x", "ze", "yz", "ois")
_LONGEST_ACRONYM = 5
_SHY = frozenset({"place", "region", "series", "system", "body.maker"})


def read_yaml(*path: str) -> Any:
    """The content of one file of ``data/``."""
    source: Traversable = DATA.joinpath(*path)
    return yaml.load(source.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (both are safe)


def read_series() -> dict[str, Any]:
    """Recurring exercises, forums and operations by id; a line that holds for each of its names is taken apart."""
    series: dict[str, Any] = {}
    for key, one in read_yaml("register", "series.yaml").items():
        if not one.pop("each", False):
            series[key] = one
            continue
        for name in one["names"]:
            own = re.sub(r"[^a-z0-9+]+", "-", key_of(name)).strip("-")
            series.setdefault(own, {**one, "names": []})["names"].append(name)
    return series


def read_tenures() -> dict[str, Any]:
    """The files of tenures, by name."""
    folder = DATA.joinpath("register", "tenures")
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".yaml"))
    return {name.removesuffix(".yaml"): read_yaml("register", "tenures", name) for name in names}


def lexicon_entries() -> dict[str, list[Entry]]:
    """Every entry of the lexicon, by the key of its name; entries of one key in the order of the files."""
    names: dict[str, list[Entry]] = defaultdict(list)
    shy = read_yaml("places", "shy.yaml") | dict.fromkeys(read_yaml("places", "words.yaml"), "word")
    for told in _all_entries():
        entry = told._replace(shy=shy.get(told.name, "")) if told.kind in _SHY else told
        entry = _without_article(entry)
        held = names[key_of(entry.name)]
        if entry not in held:
            held.append(entry)
    return {key: held for key, held in names.items() if key}


def _without_article(entry: Entry) -> Entry:
    """Keep "the Gulf" as "Gulf": an article must not hide the longer name that it begins ("the Gulf of Aden")."""
    bare = re.sub(r"^[Tt]he (?!Hague|Elders|Rock)", "", entry.name)
    return entry._replace(name=bare) if entry.casing is not Casing.EXACT else entry


def _all_entries() -> Iterator[Entry]:
    yield from _blockers(read_yaml("places", "blockers.yaml"))
    yield from _countries(read_yaml("register", "countries.yaml"))
    yield from _organizations(read_yaml("register", "organizations.yaml"))
    yield from _series(read_series())
    yield from _systems(read_yaml("register", "systems.yaml"))
    yield from _offices(read_yaml("register", "offices.yaml"))
    yield from _bodies(read_yaml("register", "bodies.yaml"))
    yield from _seas(read_yaml("places", "seas.yaml"))
    yield from _places(read_yaml("places", "places.yaml"))
    yield from _regions(read_yaml("places", "regions.yaml"))


def casing_of(name: str) -> Casing:
    """Acronyms have to be written as they are; names need their capitals."""
    letters = re.sub(r"[\W\d_]", "", name)
    short = len(letters) <= _LONGEST_ACRONYM
    mixed = sum(char.isupper() for char in letters) > 1 and " " not in name and "-" not in name
    return Casing.EXACT if (short and mixed) or re.fullmatch(r"[A-Z0-9+&.-]{2,7}", name) else Casing.CAPITAL


def _blockers(names: Iterable[str]) -> Iterator[Entry]:
    """Names that hold the name of a state and mean none."""
    for name in names:
        yield Entry(Casing.CAPITAL, name, "blocker", "", "")


def _countries(countries: dict[str, dict[str, Any]]) -> Iterator[Entry]:
    for iso3, country in countries.items():
        for name in country["names"]:
            yield Entry(casing_of(name), name, "country", iso3, iso3)
        for name in persons_and_adjectives(country):
            yield Entry(Casing.CAPITAL, name, "demonym", iso3, iso3)
        for name in country.get("metonyms", ()):
            yield Entry(Casing.CAPITAL, name, "metonym", iso3, iso3)
        for name in country["capital"]:
            yield Entry(Casing.CAPITAL, name, "capital", f"{name}, {iso3}", iso3)


def persons_and_adjectives(country: dict[str, Any]) -> Iterator[str]:
    """Adjectives, the plurals made from them, and persons that are called otherwise."""
    for adjective in country["adjectives"]:
        yield adjective
        if not adjective.endswith(_NO_PLURAL) and adjective not in {"Indo", "Franco", "Sino", "Russo", "Anglo"}:
            yield f"{adjective}s"
    yield from country.get("persons", ())


def _organizations(organizations: dict[str, dict[str, Any]]) -> Iterator[Entry]:
    for key, organization in organizations.items():
        means = organization.get("means", key)
        for name in organization["names"]:
            yield Entry(casing_of(name), name, "organization", means, "")
        for name in organization.get("acronyms", ()):
            yield Entry(Casing.EXACT, name, "organization", means, "")
        if organization["type"] in {"mission", "forum"}:
            for name in (*organization["names"], *organization.get("acronyms", ())):
                yield Entry(casing_of(name), name, "series", key, "")


def _series(series: dict[str, dict[str, Any]]) -> Iterator[Entry]:
    for key, one in series.items():
        for name in one["names"]:
            yield Entry(casing_of(name), name, "series", key, "")


def _systems(systems: dict[str, list[str]]) -> Iterator[Entry]:
    for country, names in systems.items():
        for name in names:
            yield Entry(casing_of(name), name, "system", name, "" if country == "INT" else country)


def _offices(offices: dict[str, Any]) -> Iterator[Entry]:
    for local in offices["local"]:
        for says in wordings(local["says"]):
            yield Entry(casing_of(says), says, "office", local["id"], local["country"])
    for key, office in offices["generic"].items():
        for says in wordings(office["says"]):
            yield Entry(Casing.EXACT if says.isupper() else Casing.ANY, says, "office", key, "")
    for rank in offices["ranks"]:
        yield Entry(Casing.CAPITAL, rank, "rank", rank.rstrip("."), "")
    for honorific in offices["honorifics"]:
        yield Entry(Casing.CAPITAL, honorific, "honorific", "", "")


def wordings(says: Iterable[str]) -> Iterator[str]:
    """Each wording with both spellings of defence, with and without "the", with "and" or "&", adviser and advisor."""
    for phrase in says:
        forms = {phrase: None}
        for old, new in (
            (r"\b([Dd])efence\b", r"\1efense"),
            (r"\b([Dd])efense\b", r"\1efence"),
            (r"\b(of|for) the ", r"\1 "),
            (r"\bchief of (general|defence|defense|army|naval|air) ", r"chief of the \1 "),
            (r"\b([Cc])ounter-? ?(terrorism)", r"\1ounter\2"),
            (r"\badviser\b", "advisor"),
        ):
            forms |= {re.sub(old, new, form): None for form in tuple(forms)}
        yield from forms


def _bodies(bodies: dict[str, dict[str, Any]]) -> Iterator[Entry]:
    for country, names in bodies["local"].items():
        for name in wordings(names):
            yield Entry(casing_of(name), name, "body.local", name, country)
    for kind, names in bodies["generic"].items():
        for name in wordings(names):
            casing = Casing.EXACT if casing_of(name) == Casing.EXACT else Casing.CAPITAL
            sort = "body.small" if name.islower() else "body"
            yield Entry(Casing.ANY if name.islower() else casing, name, sort, kind, "")
    for country, names in bodies["makers"].items():
        for name in names:
            yield Entry(casing_of(name), name, "body.maker", name, "" if country == "INT" else country)


def _seas(seas: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    for sea in seas:
        for name in sea["names"]:
            yield Entry(Casing.CAPITAL, name, "sea", sea["names"][0], "")


def _places(places: dict[str, Iterable[str]]) -> Iterator[Entry]:
    for country, names in places.items():
        for name in names:
            iso3 = "" if country == "NONE" else country
            yield Entry(casing_of(name), name, "place", f"{name}, {iso3}" if iso3 else name, iso3)


def _regions(regions: dict[str, Iterable[str]]) -> Iterator[Entry]:
    for country, names in regions.items():
        for name in names:
            yield Entry(Casing.CAPITAL, name, "region", f"{name}, {country}", country)
