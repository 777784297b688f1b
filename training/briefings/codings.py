"""Codings of real statements, kept without their texts, and the gold folders that they make with them.

The texts are the White House briefings of the public sets (``--data``, folder ``briefings``): works of the US
government, in the public domain. A coding keeps whatever stands in its text by its places ("[[12, 31]]" is what stands
from character 12 to 31), but for one to three words; the rest are codes, days, and what a coder worded.

Usage:
    python training/briefings/codings.py unpack --data DIR --out DIR [--held]
    python training/briefings/codings.py pack FOLDER... --data DIR [--held]
"""

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FIT, HELD = HERE / "codings.jsonl", HERE / "held.jsonl"
_FEW = 3  # words that are kept as they are
_PLACES = re.compile(r"\[\[(\d+), (\d+)\]\]")
_COPIED = ("url", "published", "publisher", "title", "text")

Json = dict[str, Any]


def briefings(data: Path) -> dict[str, Json]:
    """The public set, by id."""
    with gzip.open(data / "briefings" / "briefings.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {told["id"]: told for told in map(json.loads, lines)}


def digest(text: str) -> str:
    """What tells that a text is the one that was coded."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def packed(article: Json, coding: Json, of: str) -> Json:
    """A coding with the id of its text in the public set; what stands in that by its places."""
    spoken = [{key: one for key, one in quotation.items() if key != "text"} for quotation in coding["quotations"]]
    told = placed({**{key: coding[key] for key in ("events", "people")}, "quotations": spoken}, article["text"])
    return {"id": coding["id"], "of": of, "text": digest(article["text"]), **told}


def placed(value: Any, text: str) -> Any:
    """A value of a coding with the places of its words instead of them, where more than a few stand in the text."""
    if isinstance(value, dict):
        return {key: placed(one, text) for key, one in value.items()}
    if isinstance(value, list):
        return [placed(one, text) for one in value]
    if not isinstance(value, str) or len(re.findall(r"\w+", value)) <= _FEW or (start := text.find(value)) < 0:
        return value
    return f"[[{start}, {start + len(value)}]]"


def worded(value: Any, text: str) -> Any:
    """A value with its words again."""
    if isinstance(value, dict):
        return {key: worded(one, text) for key, one in value.items()}
    if isinstance(value, list):
        return [worded(one, text) for one in value]
    if isinstance(value, str) and (at := _PLACES.fullmatch(value)):
        return text[int(at[1]) : int(at[2])]
    return value


def unpacked(line: Json, texts: dict[str, Json]) -> tuple[Json, Json]:
    """The article and the gold file of a coding.

    Raises:
        SystemExit: Its text is not in the set, or is another than was coded.
    """
    told = texts.get(line["of"])
    if told is None or digest(told["text"]) != line["text"]:
        wrong = "is not in the public set" if told is None else "is another text there than was coded"
        raise SystemExit(f"{line['id']}: {line['of']} {wrong}; take the set of which training/sources.yaml tells")
    text = told["text"]
    article = {"id": line["id"], **{key: told[key] for key in _COPIED}, "cluster": None, "tags": [told["kind"]]}
    told = worded({key: line[key] for key in ("events", "quotations", "people")}, text)
    spoken = [{"text": text[q["start"] : q["end"]], **q} for q in told["quotations"]]
    return article, {"id": line["id"], "events": told["events"], "quotations": spoken, "people": told["people"]}


def coded(data: Path, codings: Path = FIT) -> Iterator[tuple[Json, Json]]:
    """Articles with their codings, in the order of the file."""
    texts = briefings(data)
    with codings.open(encoding="utf-8") as lines:
        for line in lines:
            yield unpacked(json.loads(line), texts)


def write(pairs: Iterable[tuple[Json, Json]], out: Path) -> int:
    """Write a gold folder; how many articles it has."""
    written = 0
    for pair in pairs:
        for kind, value in zip(("articles", "codings"), pair, strict=True):
            path = out / kind / f"{value['id']}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written += 1
    return written


def read(folder: Path) -> Iterator[tuple[Json, Json]]:
    """The articles and codings of a gold folder."""
    for path in sorted((folder / "codings").glob("*.json")):
        yield tuple(
            json.loads((folder / kind / path.name).read_text(encoding="utf-8")) for kind in ("articles", "codings")
        )


def main() -> None:
    """Pack or unpack."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=("pack", "unpack"))
    ap.add_argument("folders", type=Path, nargs="*", help="to be packed")
    ap.add_argument("--data", type=Path, required=True, help="the public sets, one folder each")
    ap.add_argument("--out", type=Path, help="the gold folder to write")
    ap.add_argument("--held", action="store_true", help="those that no weights are fitted on")
    args = ap.parse_args()
    file = HELD if args.held else FIT
    if args.what == "pack":
        texts = briefings(args.data)
        of = {told["url"]: key for key, told in texts.items()}
        lines = [packed(*pair, of[pair[0]["url"]]) for folder in args.folders for pair in read(folder)]
        for line in lines:
            unpacked(line, texts)
        ordered = sorted(lines, key=lambda line: line["id"])
        file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in ordered), encoding="utf-8")
        print(f"{file.name}: {len(ordered)} codings")
    elif args.out:
        print(f"{args.out}: {write(coded(args.data, file), args.out)} articles")
    else:
        sys.exit("unpack: say where to, with --out")


if __name__ == "__main__":
    main()
