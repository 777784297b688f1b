"""How well pages are read: words of the body, day, title, byline and flags, on the pages of tests/ingest/pages.

``python bench/extraction.py`` prints a table; with ``--all`` also each page that is not read as it should be;
``--write`` puts the figures of both folders into bench/extraction.json, which the docs are filled from. Precision
and recall are of words, with how often each stands: of the words that were read, those of the story; of the words of
the story, those that were read.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.ingest.page import page_parts
from dateline.ingest.parts import Terms, article_of
from dateline.model.article import Article

PAGES = Path(__file__).resolve().parents[1] / "tests" / "ingest" / "pages"
MEASURES = ("precision", "recall", "day", "title", "byline", "flags")
RESULT = Path(__file__).with_suffix(".json")
FLAGS = {"live": "live blog", "paywalled": "paywall", "disagrees": "different days"}


@dataclass(frozen=True, slots=True)
class Score:
    """How one page was read."""

    name: str
    precision: float
    recall: float
    day: bool
    title: bool
    byline: bool
    flags: bool

    @property
    def is_perfect(self) -> bool:
        """Whether there is nothing to mend."""
        return self.precision == self.recall == 1 and self.day and self.title and self.byline and self.flags


def scores(folder: Path = PAGES) -> list[Score]:
    """Each page of the folder, scored against what stands in its ``expected.yaml``."""
    expected = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    return [score(name, read(folder / name), page) for name, page in expected.items()]


def read(path: Path) -> Article:
    """The article of a page."""
    return article_of(page_parts(path.read_text(encoding="utf-8")), path.stem, path.name, Terms())


def score(name: str, article: Article, page: Mapping[str, Any]) -> Score:
    """One page, scored."""
    found, wanted = _words([article.text]), _words(page["body"])
    common = (found & wanted).total()
    told = " ".join(article.warnings)
    return Score(
        name,
        precision=common / max(1, found.total()),
        recall=common / wanted.total(),
        day=article.published == page["published"],
        title=article.title == page["title"],
        byline=_people(article.byline) == _people(page["byline"]),
        flags={flag for flag, sign in FLAGS.items() if sign in told} == set(page["flags"]),
    )


def mean(every: Iterable[Score], name: str) -> float:
    """The mean of one figure over all pages."""
    values = [float(getattr(one, name)) for one in every]
    return sum(values) / len(values)


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(re.findall(r"\w+", " ".join(texts)))


def _people(byline: str | None) -> set[str]:
    return set(re.split(r", | and ", byline.casefold())) if byline else set()  # some sites write names in capitals


def summary(folder: Path, says: str) -> dict[str, Any]:
    """The figures of one folder."""
    every = scores(folder)
    figures = {name: round(mean(every, name), 4) for name in MEASURES}
    layouts = {one.name.rpartition("-")[0] for one in every}
    told = {"says": says, "pages": len(every), "layouts": len(layouts), **figures}
    return told | {"perfect": sum(one.is_perfect for one in every)}


def main(every: list[Score]) -> None:
    """Print what was found."""
    print(f"{len(every)} pages")
    for name in MEASURES:
        print(f"  {name:10} {mean(every, name):.3f}")
    print(f"  {'perfect':10} {sum(one.is_perfect for one in every)}")
    if "--all" in sys.argv:
        for one in every:
            if not one.is_perfect:
                wrong = [name for name in ("day", "title", "byline", "flags") if not getattr(one, name)]
                print(f"  {one.name:22} {one.precision:.2f} {one.recall:.2f} {' '.join(wrong)}")


if __name__ == "__main__":
    if "--write" in sys.argv:
        sets = [summary(PAGES, "pages it was mended on"), summary(PAGES / "held", "pages of layouts written after it")]
        RESULT.write_text(json.dumps({"sets": sets}, indent=1) + "\n", encoding="utf-8")
        print(RESULT.read_text(encoding="utf-8"))
    else:
        main(scores(next((Path(word) for word in sys.argv[1:] if not word.startswith("-")), PAGES)))
