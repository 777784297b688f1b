"""What the shipped encoder is worth on the dev files of the treebanks: tags, trees, sentences.

Words are the treebank's; sentence boundaries are the encoder's own (paragraphs are given).

Usage: python training/measure.py --data DIR [--encoder src/dateline/data/encoder] [--json]
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpora import WINDOW, Text, public
from dateline.reading.encoder import Encoder, Parse
from dateline.reading.weights import FOLDER, Weights

SHARES = ("upos", "xpos", "lemma", "uas", "las")


def count(encoder: Encoder, texts: Sequence[Text]) -> dict[str, float]:
    """Shares of right words, and F1 of sentences by their first word."""
    right = Counter[str]()
    for text in texts:
        right.update(compared(encoder.parse_words(text.words, breaks=text.breaks or [0], size=WINDOW), text))
    figures = {name: right[name] / right["words"] for name in SHARES}
    return figures | {"sentences": 2 * right["hit"] / (right["said"] + right["true"])}


def compared(said: Parse, text: Text) -> dict[str, int]:
    """How many words of a document are right, and what F1 of sentences is made of."""
    g = text.grammar
    if g is None:
        return {}
    roots = [i if head < 0 else head for i, head in enumerate(g.heads)]
    attached = [a == b for a, b in zip(said.heads, roots, strict=True)]
    return {
        "words": len(text.words),
        "upos": _same(said.upos, g.upos),
        "xpos": _same(said.tags, g.xpos),
        "lemma": _same(said.lemmas, g.lemmas),
        "uas": sum(attached),
        "las": sum(ok and a == b for ok, a, b in zip(attached, said.deps, g.deps, strict=True)),
        "hit": sum(a and bool(b) for a, b in zip(said.starts, g.starts, strict=True)),
        "said": sum(said.starts),
        "true": sum(g.starts),
    }


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


def main() -> None:
    """Print the figures of each treebank and of both."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, default=FOLDER)
    ap.add_argument("--json", action="store_true", help="as JSON, for training/card.py")
    args = ap.parse_args()
    encoder, dev = Encoder.load(Weights.of(args.encoder)), public(args.data)[1]
    parts = {
        "ewt": [text for text in dev if "ewt" in text.source],
        "gum": [text for text in dev if "GUM" in text.source],
        "both": dev,
    }
    told = {name: count(encoder, texts) for name, texts in parts.items()}
    if args.json:
        print(json.dumps({"encoder": encoder.digest, **told}))
    else:
        for name, figures in told.items():
            print(name, " ".join(f"{key} {value:.4f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
