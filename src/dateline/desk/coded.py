"""Codings made by hand, as readings of their articles: a folder of the codebook's gold files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from dateline.errors import ArticleError
from dateline.model.article import Article
from dateline.model.claim import Reading
from dateline.reading.coded import reading_of


@dataclass(frozen=True, slots=True)
class Codings:
    """The gold files of a folder, by the id of their article."""

    folder: Path
    by_id: Mapping[str, Path]

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Those of a folder: one file ``ID.json`` an article.

        Raises:
            ArticleError: There is none.
        """
        found = {path.stem: path for path in sorted(folder.glob("*.json"))}
        if not found:
            raise ArticleError(
                "holds no codings", place=str(folder), mend="name a folder of ID.json files", code="codings.folder"
            )
        return cls(folder, found)

    def reading(self, article: Article) -> Reading | ArticleError:
        """What was coded of an article, or why that cannot be taken."""
        path = self.by_id.get(article.id)
        if path is None:
            return ArticleError(
                f"has no coding in {self.folder}",
                place=article.id,
                mend=f"code it as {article.id}.json",
                code="codings.none",
            )
        try:
            coding: dict[str, Any] = json.loads(path.read_bytes())
            return _checked(reading_of(coding, article), path)
        except ArticleError as fault:
            return fault
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            return ArticleError(
                f"is no coding ({type(fault).__name__}: {fault})",
                place=str(path),
                mend="compare it with the gold file in docs/reference/codebook.md",
                code="codings.form",
            )


def _checked(reading: Reading, path: Path) -> Reading:
    """The reading, if its triggers lie in the text."""
    length = len(reading.article.text)
    for claim in reading.claims:
        if not 0 <= claim.trigger.start < claim.trigger.end <= length:
            raise ArticleError(
                f"has a trigger at {claim.trigger.start}, outside of the article's {length} characters",
                place=str(path),
                mend="count characters in the article's text, from 0",
                code="codings.trigger",
            )
    return reading
