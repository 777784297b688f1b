"""What the shipped encoder is worth on the dev files of the treebanks: tags, trees, sentences.

Words are the treebank's; sentence boundaries are the encoder's own (paragraphs are given).

Usage: python training/measure.py --data DIR [--encoder src/dateline/data/encoder]
"""

import argparse
from pathlib import Path

from corpora import Text, public
from dateline.reading.encoder import FOLDER, Encoder


def count(encoder: Encoder, texts: list[Text]) -> dict[str, float]:
    """Shares of right words, and F1 of sentences by their first word."""
    right = dict.fromkeys(("words", "upos", "xpos", "lemma", "uas", "las", "hit", "said", "true"), 0)
    for text in texts:
        out = encoder.parse_words(text.words, breaks=text.breaks or [0], size=254)
        assert text.heads and text.upos and text.xpos and text.deps and text.starts and text.lemmas  # noqa: S101, PT018
        for i, head in enumerate(text.heads):
            good = out.heads[i] == (i if head < 0 else head)
            right["words"] += 1
            right["uas"] += good
            right["las"] += good and out.deps[i] == text.deps[i]
            right["upos"] += out.upos[i] == text.upos[i]
            right["xpos"] += out.tags[i] == text.xpos[i]
            right["lemma"] += out.lemmas[i] == text.lemmas[i]
        right["hit"] += sum(a and bool(b) for a, b in zip(out.starts, text.starts, strict=True))
        right["said"] += sum(out.starts)
        right["true"] += sum(text.starts)
    n = right["words"]
    figures = {k: right[k] / n for k in ("upos", "xpos", "lemma", "uas", "las")}
    return figures | {"sentences": 2 * right["hit"] / (right["said"] + right["true"])}


def main() -> None:
    """Print the figures of each treebank and of both."""
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, default=FOLDER)
    args = ap.parse_args()
    encoder, dev = Encoder.load(args.encoder), public(args.data)[1]
    for name, part in (
        ("ewt", [t for t in dev if "ewt" in t.source]),
        ("gum", [t for t in dev if "GUM" in t.source]),
        ("both", dev),
    ):
        print(name, {k: round(v, 4) for k, v in count(encoder, part).items()})


if __name__ == "__main__":
    main()
