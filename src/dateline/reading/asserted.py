"""On whose word an article tells of something."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from dateline.model.span import Span
from dateline.model.statement import Statement


def asserted_by(statements: Sequence[Statement], at: Span, unnamed: AbstractSet[str]) -> str | None:
    """Who says what stands there: the speaker of the narrowest statement that covers it.

    Args:
        statements: What the article quotes or paraphrases.
        at: The trigger of a claim.
        unnamed: Words that name no speaker ("they"), folded of case.

    Returns:
        The speaker, as the statement gives him; None where the article tells it on its own account, or of a speaker
        who stays a pronoun.
    """
    named = [one for one in statements if one.speaker and one.speaker.lower() not in unnamed]
    covering = [(len(one.at), one.at, one.speaker) for one in named if one.at.covers(at)]
    return min(covering)[2] if covering else None
