"""The encoder's answers as a spaCy ``Doc``, so that matchers and displaCy work on it."""

from spacy.tokens import Doc

from dateline.reading.encoder import Parse
from dateline.reading.frame import Frame, tokenizer

_SPACE = ("SPACE", "_SP", "dep")


def parsed(frame: Frame, parse: Parse) -> Doc:
    """A document whose text is the article's, character by character, with tags, lemmas, trees and sentences.

    White space that the encoder does not read stands as tokens of its own, hung on the word before. Each sentence of
    the parse has one tree, and from those spaCy tells where sentences begin.
    """
    nlp = tokenizer()
    plain = nlp.tokenizer(frame.article.text)
    number = [-1] * len(plain)
    word = 0
    for i, token in enumerate(plain):
        if not token.is_space:
            number[i] = word
            word += 1
    token_of = [i for i, n in enumerate(number) if n >= 0]
    pos, tags, lemmas, heads, deps = [], [], [], [], []
    last = token_of[0] if token_of else 0
    for i, n in enumerate(number):
        if n < 0:
            pos.append(_SPACE[0])
            tags.append(_SPACE[1])
            lemmas.append(plain[i].text)
            heads.append(last if token_of else 0)
            deps.append(_SPACE[2])
            continue
        last = i
        pos.append(parse.upos[n])
        tags.append(parse.tags[n])
        lemmas.append(parse.lemmas[n])
        heads.append(token_of[parse.heads[n]])
        deps.append("ROOT" if parse.heads[n] == n else parse.deps[n])
    return Doc(
        nlp.vocab,
        words=[t.text for t in plain],
        spaces=[bool(t.whitespace_) for t in plain],
        pos=pos, tags=tags, lemmas=lemmas, heads=heads, deps=deps,
    )  # fmt: skip
