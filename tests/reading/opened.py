"""Reads some articles, and prints what that opened of ``data/`` and which modules of ours it loaded.

Usage: python -m tests.reading.opened encoder|rules
"""

import json
import sys
from datetime import date
from pathlib import Path

import yaml

import dateline
from dateline.model.article import Article

ROOT = Path(__file__).parents[2]
DATA = Path(dateline.__file__).parent / "data"


def articles():
    """The week of the examples, and a sentence of each language."""
    for line in (ROOT / "examples" / "week.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]
    yield from yaml.safe_load((Path(__file__).parent / "languages.yaml").read_text(encoding="utf-8")).values()


def main(*, encoder):
    """Read them all."""
    found = set()

    def heard(event, about):
        if event == "open" and isinstance(about[0], str) and Path(about[0]).is_relative_to(DATA):
            found.add(Path(about[0]).relative_to(DATA).as_posix())

    sys.addaudithook(heard)
    from dateline.reading import versions  # noqa: PLC0415  (what is opened while it loads counts)
    from dateline.reading.reader import Reader  # noqa: PLC0415  (as above)

    versions._digest = lambda paths: ""  # noqa: ARG005  (it opens whatever it covers)
    reader = Reader.load(encoder=encoder)
    for number, text in enumerate(articles()):
        article = Article(id=f"a{number}", text=text, published=date(2024, 6, 3))
        reader.read(article)
        if encoder:
            reader.parse(article)
    modules = sorted(name for name in sys.modules if name.startswith("dateline."))
    sys.stdout.write(json.dumps({"files": sorted(found), "modules": modules}))


if __name__ == "__main__":
    main(encoder=sys.argv[1] == "encoder")
