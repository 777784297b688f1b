"""Who of those spoken of before is meant anew: "he", "the minister", "the Arlander", "his guest"."""

from collections.abc import Sequence

from dateline.books.speech import Speech
from dateline.model.mention import Label, Mention
from dateline.reading.noun_phrases import NounPhrases
from dateline.reading.phrases import Word
from dateline.reading.speakers import Memory, Speaker


class Anaphora:
    """Finds whom a pronoun or a phrase without a name takes up again, in the memory of one article."""

    def __init__(self, mentions: Sequence[Mention], memory: Memory, speech: Speech) -> None:
        self._memory, self._speech = memory, speech
        self._phrases = NounPhrases(speech)
        self._countries = {m.at.start: m.country for m in mentions if m.label == Label.COUNTRY}
        self._others: dict[int, Speaker | None] = {}  # whom "his guest" at a place means

    def is_country(self, word: Word) -> bool:
        """Whether a word names a state, or something of it."""
        return word.start in self._countries

    def pronoun(self, word: Word) -> Speaker | None:
        """The person of "he" or "she", the body or document of "it"."""
        speech = self._speech
        if word.low in speech.singular:
            woman = word.low == "she"
            return self._memory.last_human(woman=woman) or self._memory.latest(word.start, woman=woman)
        return self._memory.last_thing() if word.low in speech.thing else None

    def again(self, core: Sequence[Word]) -> Speaker | None:
        """Who was called by the same noun before: "the official"."""
        return self._memory.again(core[-1].low) if core[0].low in self._speech.definite else None

    def titled(self, core: Sequence[Word]) -> Speaker | None:
        """The named person of a title: "the Belmar defence minister"."""
        return self._memory.titled(core, self._countries_in(core)) if self._phrases.is_definite(core) else None

    def somebody(self, core: Sequence[Word]) -> Speaker | None:
        """The human spoken of last, whom "the retired general" or "the Arlander" describes anew."""
        if core[0].low != "the":
            return None
        if countries := self._countries_in(core):
            return self._memory.last_of(countries) or self._memory.latest_of(countries, core[0].start)
        return self._memory.last_human()

    def other(self, core: Sequence[Word]) -> Speaker | None:
        """Whom "his guest" or "her Belmar counterpart" means: not the person spoken of, but the other one."""
        if core[0].low not in self._speech.definite:
            return None
        at, countries = core[0].start, self._countries_in(core)
        if at not in self._others:
            last = self._memory.last_human()
            but = last.person if last else -1
            found = self._memory.latest_of(countries, at, but=but) if countries else self._memory.latest(at, but=but)
            self._others[at] = found
        return self._others[at]

    def _countries_in(self, words: Sequence[Word]) -> set[str]:
        return {country for word in words if (country := self._countries.get(word.start))}
