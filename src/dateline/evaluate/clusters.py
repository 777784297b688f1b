"""How well claims are joined: against gold events whose ``story`` keys tell which are one occasion.

Two measures. *Pairwise*: of the pairs of claims that were joined, how many are one occasion, and of the pairs that are,
how many were joined. *B³*: the same asked for each claim of its own group, and then averaged, so that an occasion that
only one article tells of counts, too.

From read claims: a reader misses events and makes some up, and both have to count. A read event takes the story of the
gold event that it is paired with (``pairing``). One that is paired with none is a story of its own: whatever it is
joined with is a wrong pair. A gold event that was missed stands alone: whatever it should have been joined with is a
pair that was not found. ``paired`` leaves out those that were missed and made up, and tells of joining alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.evaluate.gold import Coding
from dateline.evaluate.gold_claims import kept_of
from dateline.evaluate.pairing import pair
from dateline.joining.join import join
from dateline.model.article import Article
from dateline.model.claim import Reading
from dateline.model.claim_codec import claim_to_json
from dateline.model.kept import Kept
from dateline.reading.coded import reading_of

Groups = Iterable[Sequence[str]]
Stories = Mapping[str, str]
"""From the key of a claim to the story that it truly belongs to."""


@dataclass(frozen=True, slots=True)
class Share:
    """Precision and recall."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Joined:
    """Claims with the stories that they truly belong to, and the groups that joining made of them."""

    stories: Stories
    groups: tuple[tuple[str, ...], ...]

    @property
    def pairwise(self) -> Share:
        """Of pairs of claims."""
        return pairwise(self.groups, self.stories)

    @property
    def b_cubed(self) -> Share:
        """Of claims."""
        return b_cubed(self.groups, self.stories)

    def wrong(self) -> tuple[tuple[str, ...], ...]:
        """The groups that hold claims of more than one story."""
        return tuple(group for group in self.groups if len({self.stories[key] for key in group}) > 1)

    def parted(self) -> tuple[tuple[str, ...], ...]:
        """The claims of each story that stands in more than one group."""
        held: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for group in self.groups:
            for story in {self.stories[key] for key in group}:
                held[story].append(group)
        of_story = {story: groups for story, groups in sorted(held.items()) if len(groups) > 1}
        return tuple(
            tuple(key for group in groups for key in group if self.stories[key] == story)
            for story, groups in of_story.items()
        )


def pairwise(groups: Groups, stories: Stories) -> Share:
    """Of the pairs that were joined and of those that are one; 1 where there are none."""
    joined = right = 0
    for group in groups:
        joined += _pairs(len(group))
        right += sum(_pairs(count) for count in Counter(stories[key] for key in group).values())
    wanted = sum(_pairs(count) for count in Counter(stories.values()).values())
    return Share(right / joined if joined else 1.0, right / wanted if wanted else 1.0)


def b_cubed(groups: Groups, stories: Stories) -> Share:
    """Of each claim's group and of its story, the mean over all claims."""
    sizes = Counter(stories.values())
    precision = recall = 0.0
    for group in groups:
        for story, count in Counter(stories[key] for key in group).items():
            precision += count * count / len(group)
            recall += count * count / sizes[story]
    total = len(stories) or 1
    return Share(precision / total, recall / total)


def joined_gold(coded: Iterable[tuple[Coding, Article]]) -> Joined:
    """Join the claims of codings; those of events that bear no story are left out."""
    claims: list[Kept] = []
    stories: dict[str, str] = {}
    for coding, article in coded:
        told = {**coding, "events": [event for event in coding["events"] if event.get("story")]}
        kept = kept_of(reading_of(told, article))
        claims += kept
        stories |= {one.key: told["events"][int(one.claim.id)]["story"] for one in kept}
    return Joined(stories, join(claims).groups)


def joined_read(read: Iterable[tuple[Coding, Reading]], *, paired: bool = False) -> Joined:
    """Join the claims that were read of coded articles.

    Args:
        read: Of each article the coding, whose events bear stories, and what was read.
        paired: Leave out what was missed and what was made up.
    """
    claims: list[Kept] = []
    stories: dict[str, str] = {}
    missed: dict[str, str] = {}
    for coding, reading in read:
        kept = kept_of(reading)
        found = [claim_to_json(one.claim, reading.article.text) for one in kept]
        pairs = {theirs: ours for ours, theirs in pair(coding["events"], found)}
        claims += [one for number, one in enumerate(kept) if number in pairs or not paired]
        stories |= {one.key: _story(coding["events"], pairs.get(n), one.key) for n, one in enumerate(kept)}
        missed |= _missed(coding, set(pairs.values()))
    groups = join(claims).groups
    if paired:
        return Joined({one.key: stories[one.key] for one in claims}, groups)
    return Joined(stories | missed, (*groups, *((key,) for key in missed)))


def _story(events: Sequence[Mapping[str, Any]], gold: int | None, key: str) -> str:
    return f"made up: {key}" if gold is None else str(events[gold].get("story") or f"alone: {key}")


def _missed(coding: Coding, found: set[int]) -> dict[str, str]:
    """The stories of events that were not found, by a key that no claim has."""
    left = ((number, event) for number, event in enumerate(coding["events"]) if number not in found)
    return {
        f"missed: {coding['id']} {number}": str(event.get("story") or f"{coding['id']} {number}")
        for number, event in left
    }


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
