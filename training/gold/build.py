"""Turn a coder's draft (article and coding in one file, triggers as words) into the two gold files.

A draft is JSON: ``{"article": {...}, "events": [...], "quotations": [...], "people": [...]}`` where a
trigger is ``{"text": "met", "nth": 1}`` (the n-th occurrence in the text, counted from 1) and a quotation
is ``{"text": ..., "speaker": ...}``. Offsets are found here, and every fault is printed with its place.

The events of a story cluster each bear ``"story": "CLUSTER-OCCASION"``, CLUSTER being the article's ``cluster``:
equal keys in different articles are one occasion in the world. The key goes into the coding as it stands.

Usage: build.py DRAFT.json...   (writes ``articles/ID.json`` and ``codings/ID.json`` beside this file)
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODES: dict[str, set[str | None]] = {
    "meeting": {"bilateral", "multilateral", "call", None},
    "visit": {"official", "port_call", None},
    "exercise": {"naval", "air", "land", "joint", "other", None},
    "agreement": {None},
    "arms_transfer": {"contract", "delivery", "donation", "production", "other", None},
    "assistance": {"training", "relief", "funding", "other", None},
    "deployment": {None},
    "ceremony": {None},
    "invitation": {None},
}
STATUSES = {"held", "ongoing", "planned", "cancelled"}
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")


def located(text: str, wanted: str, nth: int) -> int:
    """Where the n-th occurrence of the words begins, standing as whole words; -1 where there is none."""
    found = [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(wanted) + r"(?!\w)", text)]
    return found[nth - 1] if len(found) >= nth else -1


def faults_of_event(event: dict[str, Any], text: str) -> list[str]:
    """What is wrong with one drafted event; its trigger gets its offsets on the way."""
    faults = []
    if event["mode"] not in MODES.get(event["type"], set()):
        faults.append(f"type/mode {event['type']}/{event['mode']}")
    if event["status"] not in STATUSES:
        faults.append(f"status {event['status']}")
    faults += [f"{k} {event[k]!r}" for k in ("start", "end") if event[k] and not DAY.match(event[k])]
    faults += [f"country {c!r}" for c in event["countries"] if not re.fullmatch("[A-Z]{3}", c)]
    if not (event["countries"] or event["organizations"] or event["people"]):
        faults.append("no party at all")
    if event["place"] and set(event["place"]) != {"name", "country"}:
        faults.append(f"place {event['place']!r}")
    if event["place"] and event["place"]["name"] not in text:
        faults.append(f"place name {event['place']['name']!r} does not stand in the text")
    if event["name"] and event["name"] not in text:
        faults.append(f"name {event['name']!r} does not stand in the text")
    words = event["trigger"]["text"]
    start = located(text, words, event["trigger"].get("nth", 1))
    if start < 0:
        faults.append(f"trigger {event['trigger']!r} does not stand in the text")
    event["trigger"] = {"start": start, "end": start + len(words), "text": words}
    return faults


def faults_of_stories(article: dict[str, Any], events: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the events' story keys: in a cluster each has its own, elsewhere none has any."""
    keys, cluster = [event.get("story") for event in events], article.get("cluster")
    if not cluster:
        return [f"story {key!r} of an article with no cluster" for key in keys if key]
    wrong = [key for key in keys if not re.fullmatch(re.escape(cluster) + r"-[a-z0-9][a-z0-9-]*", str(key))]
    twice = sorted({key for key in keys if key not in wrong and keys.count(key) > 1})
    return [f"story {key!r} in cluster {cluster}" for key in wrong] + [f"story {key!r} twice" for key in twice]


def build(draft: dict[str, Any]) -> list[str]:
    """Write the two gold files of a draft, or say what is wrong with it."""
    article, text, faults = draft["article"], draft["article"]["text"], []
    for event in draft["events"]:
        for key in ("mode", "start", "end", "place", "name"):
            event.setdefault(key, None)
        for key in ("countries", "organizations", "people"):
            event.setdefault(key, [])
        faults += [f"event {event['trigger']['text']!r}: {fault}" for fault in faults_of_event(event, text)]
    faults += faults_of_stories(article, draft["events"])
    for quotation in draft["quotations"]:
        start = text.find(quotation["text"])
        if start < 0:
            faults.append(f"quotation {quotation['text'][:40]!r} does not stand in the text")
        quotation |= {"start": start, "end": start + len(quotation["text"])}
    for person in draft["people"]:
        if not all(part in text for part in person["name"].split()):
            faults.append(f"person {person['name']!r} does not stand in the text")
    if not faults:
        coding = {"id": article["id"], **{k: draft[k] for k in ("events", "quotations", "people")}}
        for folder, value in (("codings", coding), ("articles", article)):  # a fitting looks for articles
            path = HERE / folder / f"{article['id']}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return faults


if __name__ == "__main__":
    bad = 0
    for name in sys.argv[1:]:
        for fault in build(json.loads(Path(name).read_text(encoding="utf-8"))):
            print(f"{name}: {fault}")
            bad += 1
    print(f"{len(sys.argv) - 1} drafts, {bad} faults")
    sys.exit(bool(bad))
