"""Where in a text something stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of characters of one text, half-open: ``start`` counted, ``end`` not.

    Raises:
        ValueError: ``start`` is negative or lies after ``end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a stretch that no text could have."""
        if not 0 <= self.start <= self.end:
            message = f"no stretch of a text runs from {self.start} to {self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """The number of characters."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that stand here."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other stretch lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
