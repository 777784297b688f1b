"""What is withheld from whoever asks: claims, articles, texts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What is withheld, under embargo or from whoever codes blind.

    Attributes:
        claims: All claims of events that are withheld: an event that has one is withheld whole, however it was joined.
        articles: Articles that are withheld: nothing is told of what they alone say.
        texts: These, and those that tell of an event under embargo: their titles and texts are not shown, while what
            they say of other events stays.
    """

    claims: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.claims or self.texts)

    def __or__(self, other: "Withheld") -> "Withheld":
        """What either withholds."""
        return Withheld(
            claims=self.claims | other.claims, articles=self.articles | other.articles, texts=self.texts | other.texts
        )
