"""Feeds for batches: files of JSON Lines with as many articles as a test needs."""

import json
from datetime import date, timedelta


def line(number, text=None):
    """One article: each of another day, every tenth of none."""
    day = date(2024, 1, 1) + timedelta(days=3 * number)
    more = {} if number % 10 == 9 else {"published": day.isoformat()}
    text = text or f"Talks{number} were held in Arden between the two ministers, for the {number}th time."
    return json.dumps({"id": f"n{number}", "publisher": "Northern Wire", "text": text} | more)


def feed(path, count, texts=None, first=0):
    """A file of articles; ``texts`` gives some of them another text, by their number."""
    texts = texts or {}
    lines = [line(number, texts.get(number)) for number in range(first, first + count)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def everything(folder):
    """All that a batch left, but for the times that it took: path → bytes."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest.pop("last_call", None)
    aside = (folder / "set-aside.jsonl").read_text(encoding="utf-8").splitlines()
    return found, manifest, sorted(aside)
