"""Where the phrases of rules stand in an article, and whether what stands around them lets the rule fire."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.books.codebook import Codebook, Node, Phrase, Rule
from dateline.reading.scene import Scene

_MARKS = frozenset({",", ";", ":", ".", "(", ")", "“", "”", '"', "—", "–"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's phrase on words ``first`` to ``last``, both counted."""

    first: int
    last: int
    rule: Rule
    phrase: Phrase

    @property
    def form(self) -> str:
        """The form of the verb that it begins with; "noun" or "words" where it begins with none."""
        return self.phrase.form

    @property
    def is_verb(self) -> bool:
        """Whether it begins with a verb that says what was done."""
        return self.form not in ("noun", "words")

    @property
    def length(self) -> int:
        """How many words it has."""
        return self.last - self.first + 1


def hits_in(scene: Scene, book: Codebook) -> list[Hit]:
    """The triggers of an article in their order; of those that share words the longest, then the surest."""
    return _apart(matches_in(scene, book))


def matches_in(scene: Scene, book: Codebook, *, anywhere: bool = False) -> list[Hit]:
    """Every phrase of an article whose surroundings let its rule fire, those that share words too.

    Args:
        scene: The article.
        book: The rules.
        anywhere: Take phrases whatever surrounds them: what they are there for is known otherwise.
    """
    finder = _Finder(scene, book, anywhere=anywhere)
    return [hit for sentence in scene.sentences for hit in finder.in_sentence(sentence)]


def _apart(found: Sequence[Hit]) -> list[Hit]:
    taken: set[int] = set()
    kept = []
    for hit in sorted(found, key=lambda h: (-h.length, -h.rule.sure, h.first, h.rule.id)):
        words = range(hit.first, hit.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(hit)
    return sorted(kept, key=lambda h: h.first)


class _Finder:
    """Finds phrases in the sentences of one article."""

    def __init__(self, scene: Scene, book: Codebook, *, anywhere: bool) -> None:
        self._scene, self._book, self._low = scene, book, scene.low
        self._anywhere = anywhere
        self._held: dict[str, set[int]] = dict(scene.marks)
        furniture = [scene.frame.words.within(span) for span in scene.frame.residue]
        self._listed = {i for name in book.tree.lists for i in self._of(name)}
        self._barred = {i for reach in furniture if reach for i in range(reach[0], reach[1] + 1)}

    def in_sentence(self, sentence: range) -> Iterator[Hit]:
        """The hits of a sentence whose surroundings allow them."""
        tree = self._book.tree
        for i in sentence:
            if i in self._barred or (self._low[i] not in tree.after and i not in self._listed):
                continue
            for node, end in self._grown(tree, i, sentence.stop):
                for rule, phrase in node.ends:
                    hit = Hit(i, end - 1, rule, phrase)
                    if self._anywhere or self._may(hit, sentence):
                        yield hit

    def _grown(self, node: Node, i: int, stop: int) -> Iterator[tuple[Node, int]]:
        """Every node with an end that the words from ``i`` on lead to, and the word behind."""
        if node.ends:
            yield node, i
        if i >= stop:
            return
        if (following := node.after.get(self._low[i])) is not None:
            yield from self._grown(following, i + 1, stop)
        for name, following in node.lists.items():
            if i in self._of(name):
                yield from self._grown(following, i + 1, stop)
        for most, following in node.gaps.items():
            for j in range(i, min(i + most, stop - 1) + 1):
                yield from self._grown(following, j, stop)
                if self._low[j] in _MARKS:
                    break

    def _of(self, name: str) -> set[int]:
        """The words of the article that are in a list."""
        if name not in self._held:
            words = self._book.lists[name]
            self._held[name] = {i for i, low in enumerate(self._low) if low in words}
        return self._held[name]

    def _may(self, hit: Hit, sentence: range) -> bool:
        needs, unless = hit.rule.needs, hit.rule.unless
        return all(self._stands(w, where, hit, sentence, own=True) for where, w in needs.told) and not any(
            self._stands(w, where, hit, sentence) for where, w in unless.told
        )

    def _stands(self, words: Sequence[str], where: str, hit: Hit, sentence: range, *, own: bool = False) -> bool:
        """Whether one of the words stands there. ``a_b`` are two words that follow each other.

        ``own`` counts the trigger's own words as words of the sentence: "gave six tanks" has tanks in it.
        """
        first, last = hit.first, hit.last
        if where == "just_before":
            return any(self._are(word, first - 1 - word.count("_"), sentence) for word in words)
        if where == "just_after":
            return any(self._are(word, last + 1, sentence) for word in words)
        if where == "before":
            return self._any(words, range(sentence.start, first))
        if where == "after":
            return self._any(words, range(last + 1, sentence.stop))
        if own:
            return self._any(words, sentence)
        return self._any(words, range(sentence.start, first)) or self._any(words, range(last + 1, sentence.stop))

    def _are(self, words: str, first: int, sentence: range) -> bool:
        """Whether these words stand from ``first`` on."""
        parts = words.split("_")
        if first < sentence.start or first + len(parts) > sentence.stop:
            return False
        return all(self._is(part, first + k) for k, part in enumerate(parts))

    def _is(self, word: str, i: int) -> bool:
        return i in self._of(word[1:]) if word[0] == "@" else self._low[i] == word

    def _any(self, words: Sequence[str], where: range) -> bool:
        low = self._low
        near = set(low[where.start : where.stop])
        for word in words:
            if word[0] == "@":
                found = not self._of(word[1:]).isdisjoint(where)
            elif "_" in word:
                found = word.split("_")[0] in near and any(self._are(word, i, where) for i in where)
            else:
                found = word in near
            if found:
                return True
        return False
