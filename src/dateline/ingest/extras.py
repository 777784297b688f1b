"""Libraries that only some formats need: imported when one of them is met, and asked for by the name of the extra."""

from importlib import import_module
from typing import Any

from dateline.errors import ArticleError


def needed(module: str, what: str, place: str) -> Any:
    """The library.

    Raises:
        ArticleError: It is not installed.
    """
    try:
        return import_module(module)
    except ImportError as fault:
        raise ArticleError(
            f"is {what}, and {module.partition('.')[0]} is not installed",
            place=place,
            mend="pip install 'dateline[formats]'",
            code="article.extra",
        ) from fault
