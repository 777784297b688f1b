"""The expressions of time of a document, as a layer."""

from collections.abc import Iterator

from spacy.tokens import Doc

from dateline.model.day import TimeExpression
from dateline.reading.doc import ARTICLE, TIMES, article_of
from dateline.reading.quotations import quoted
from dateline.reading.stage import Stage
from dateline.reading.times.resolve import resolve


class Times(Stage[TimeExpression]):
    """Find the words that tell when, how long and how often, and the days that they mean.

    Needs: the article.
    Gives: time expressions, in the order of the text; none overlaps another.
    Cost: one pass over the text's words, however many rules there are.
    """

    needs = (ARTICLE,)
    gives = TIMES

    def read(self, doc: Doc) -> Iterator[TimeExpression]:
        """The expressions of the document's article."""
        article = article_of(doc)
        yield from resolve(article.text, article.published, quotes=quoted(article.text))
