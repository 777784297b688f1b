"""Pages that are made of the events at hand and nothing else: each form of one is made once, for all who may see it."""

from collections.abc import Callable, Hashable

from fastapi import Request, Response
from pydantic import BaseModel

from dateline.web import render
from dateline.web.feeds import followed
from dateline.web.serving import Serving
from dateline.web.sessions import visitor_of
from dateline.web.twins import Form, Page, answer, body, form_of, sent

_HOSTED = (Form.ATOM, Form.ICS)  # forms that bear the host by which they are asked for
_THEIRS = "\N{NULL}token\N{NULL}"  # stands in a kept page for the token of whoever asks: no text has NULs in it


def kept(
    request: Request, serving: Serving, name: Hashable, asked: BaseModel, make: Callable[[Serving], Page]
) -> Response:
    """A page in the form that is asked for, as ``answer`` gives it, of what is kept at hand (``Serving.once``).

    A page for people is made once for each of them, and given the token of their session when it is sent.

    Args:
        request: What is asked.
        serving: What is served.
        name: What tells this page from others, besides what is asked of it.
        asked: What is asked of it.
        make: Makes the page; nothing of who asks goes into it.
    """

    def page(now: Serving) -> Page:
        return followed(request, now, now.once(name, asked, make))

    form = form_of(request)
    if form in _HOSTED:
        return answer(request, page(serving))
    if form is not Form.HTML:
        text = serving.once((name, form), asked, lambda now: body(request, page(now), form))
        return sent(request, text, form, serving.once(name, asked, make).name)
    whole = serving.once((name, *_asker(request)), asked, lambda now: _for_all(request, page(now)))
    return sent(request, whole.replace(_THEIRS, visitor_of(request).token), form, "")


def _asker(request: Request) -> tuple[Hashable, ...]:
    """What of whoever asks goes into a page for people: all but the token."""
    return render.here(request), visitor_of(request).user, render.asks_for_part(request), render.feed_of(request)


def _for_all(request: Request, page: Page) -> str:
    return str(body(request, page, Form.HTML)).replace(visitor_of(request).token, _THEIRS)
