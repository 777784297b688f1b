"""Write the pages of this folder and what is to be found in each: python -m tests.ingest.pages.make."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.ingest.pages import layouts_more  # noqa: F401  (it registers its layouts)
from tests.ingest.pages.layouts import LAYOUTS, Story
from tests.ingest.pages.layouts_held import HELD

Layouts = Mapping[str, Callable[[Story], str]]
HERE = Path(__file__).parent
STORIES = yaml.safe_load((HERE / "stories.yaml").read_text(encoding="utf-8"))
ANY = (0, 1, 2, 3, 4, 5, 6, 9, 10, 11)  # stories that any layout may tell
UNSIGNED = {
    "ministry", "frame", "preformatted", "government", "bureau", "portal", "drupal", "soup", "late", "two_minds",
    "bullets",
    "guidance", "agency", "alliance", "foreign_office", "palace", "sloppy", "intranet",
}  # fmt: skip
ANONYMOUS = {
    "hydrated": "Newsroom",
    "tables": "our own correspondent",
    "journal": "the keeper",
}  # what a layout names where the story has none
OWN = {"live_told": (7,), "live_untold": (7,), "walled": (8,), "fenced": (8,)}


def expected(layouts: Layouts) -> dict[str, dict[str, Any]]:
    """What is to be found in each page, by the name of its file."""
    told = {}
    for number, name in enumerate(sorted(layouts)):
        for story_at in OWN.get(name, (ANY[number % len(ANY)], ANY[(number + 3) % len(ANY)])):
            story = STORIES[story_at]
            byline = None if name in UNSIGNED else story["byline"] or ANONYMOUS.get(name)
            told[f"{name}-{story_at + 1}.html"] = {
                "layout": name,
                "story": story_at,
                "title": story["title"],
                "published": story["published"],
                "byline": byline,
                "flags": [flag for flag in ("live", "paywalled") if story.get(flag)]
                + (["disagrees"] if name in {"late", "two_minds"} else []),
                "body": story["body"],
            }
    return told


def write(layouts: Layouts, folder: Path) -> None:
    """The pages, and what is to be found in them."""
    folder.mkdir(exist_ok=True)
    pages = expected(layouts)
    for name, page in pages.items():
        (folder / name).write_text(layouts[page["layout"]](STORIES[page["story"]]), encoding="utf-8")
    text = yaml.safe_dump(pages, allow_unicode=True, sort_keys=False, width=120)
    (folder / "expected.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(LAYOUTS, HERE)
    write(HELD, HERE / "held")
