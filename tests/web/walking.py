"""Every address of the desk, its places filled in with what the record holds."""

from collections.abc import Iterator
from itertools import product

from fastapi import FastAPI

from dateline.desk.open import Desk
from dateline.web.twins import Form

FORMS = ("", *(f".{form}" for form in Form if form is not Form.HTML))


def every(app: FastAPI, method: str) -> list[str]:
    """The addresses of a method as they are written, places and all."""
    return [path for path, methods in app.openapi()["paths"].items() if method in methods]


def filled(app: FastAPI, desk: Desk, method: str = "get") -> Iterator[str]:
    """The addresses of a method, each once for every thing of the record that it may be asked for."""
    held = _held(desk)
    for path in every(app, method):
        names = [part.split("}")[0] for part in path.split("{")[1:]]
        places = [held.get((path.split("/")[1], name)) or held.get(("", name)) or ("none",) for name in names]
        for values in product(*places):
            yield path.format(**dict(zip(names, values, strict=True)))


def _held(desk: Desk) -> dict[tuple[str, str], tuple[str, ...]]:
    events = desk.events()
    shown = [event.shown for event in events]
    people = tuple(sorted({name for show in shown for name in show("people") or ()}))
    parties = tuple(sorted({code for show in shown for code in show("countries") or ()}))
    articles = tuple(source.key for source in desk.store.sources())
    return {
        ("event", "id_"): tuple(event.id for event in events),
        ("diff", "id_"): tuple(event.id for event in events),
        ("review", "id_"): tuple(event.id for event in events),
        ("article", "key"): articles,
        ("series", "key"): tuple(sorted({event.series for event in events if event.series})),
        ("", "article"): articles,
        ("person", "name"): people,
        ("dossier", "one"): parties,
        ("dossier", "other"): parties,
    }


def twin(path: str, suffix: str) -> str:
    """The address of a twin."""
    stem, _, query = path.partition("?")
    return f"{'/index' if stem == '/' and suffix else stem}{suffix}" + (f"?{query}" if query else "")
