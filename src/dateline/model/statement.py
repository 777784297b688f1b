"""Words of a speaker: quoted, paraphrased, joint."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.span import Span


class Form(StrEnum):
    """How an article gives somebody's words."""

    QUOTED = "quoted"
    PARAPHRASED = "paraphrased"
    JOINT = "joint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words of a speaker.

    ``at`` covers the words themselves, without the quotation marks. ``speaker`` is a person's full name as far as the
    article gives it, or the body or document behind the words; None where the article does not tell. ``inserted`` are
    editorial brackets and ellipses within ``at``: not the speaker's words. ``rule`` says how the speaker was found.
    """

    at: Span
    words: str
    form: Form
    speaker: str | None = None
    speaker_at: Span | None = None
    addressee: str | None = None
    inserted: tuple[Span, ...] = ()
    rule: str = ""
    score: float = 1.0
