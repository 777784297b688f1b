"""A reader that reads nothing: one claim an article, and whatever trouble the text asks for."""

import os
import signal
import time
from pathlib import Path

from dateline.desk.readings import row_of
from dateline.errors import ArticleError, ModelError
from dateline.model.claim import Claim, Evidence, Reading, Versions
from dateline.model.day import Days
from dateline.model.span import Span

VERSIONS = Versions(software="0", codebook="0", register="0")


class Reader:
    """Reads in a test's own process."""

    def read(self, article):
        words = article.text.split()[0]
        at = Span(article.text.index(words), article.text.index(words) + len(words))
        why = Evidence(field="type", value="meeting", at=at, words=words, rule="stand.in@1")
        days = Days.day(article.published) if article.published else None
        parties = ("ARL", "BLM") if len(article.id) % 2 else ("ARL", "CRL")
        claim = Claim(id=f"c-{article.id}", kind="meeting", trigger=at, days=days, countries=parties, evidence=(why,))
        return Reading(article=article, claims=(claim,), versions=VERSIONS)


def loads():
    """What a worker is given to read with."""
    return _row


def unsound():
    raise ModelError("the weights are not those of the model card", code="model.digest")


def ended():
    os._exit(3)


def _row(article):
    text = article.text
    if "dies" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "once" in text:
        _die_once(Path(text.partition("once ")[2].strip()))
    if "hangs" in text:
        time.sleep(600)
    if "unsound" in text:
        unsound()
    if "slowly" in text:
        time.sleep(0.05)
    if "stumbles" in text:
        return ArticleError("stumbled", place=article.id, code="article.stumbled")
    if "swells" in text:
        return {"text": "x" * (1 << 33)}
    row = row_of(Reader().read(article))
    return row | {"codebook": "9"} if "by others" in text else row


def _die_once(been):
    """Die, unless another did before."""
    if not been.exists():
        been.touch()
        os.kill(os.getpid(), signal.SIGKILL)
