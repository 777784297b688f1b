"""Dateline reads newswire about defence diplomacy into dated, sourced, checkable events."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.desk.open import Desk
    from dateline.desk.open import open_desk as open  # noqa: A004  (dateline.open reads as what it does)
    from dateline.model.event import Rule
    from dateline.store.base import Wanted

__version__ = "0.1.0"
__all__ = ["Desk", "Rule", "Wanted", "__version__", "open"]

_LATE = {
    "Desk": ("dateline.desk.open", "Desk"),
    "Rule": ("dateline.model.event", "Rule"),
    "Wanted": ("dateline.store.base", "Wanted"),
    "open": ("dateline.desk.open", "open_desk"),
}


def __getattr__(name: str) -> Any:
    """What is imported only when it is asked for, so that ``import dateline`` costs nothing.

    Raises:
        AttributeError: There is no such name.
    """
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    module, called = _LATE[name]
    return getattr(import_module(module), called)


def __dir__() -> list[str]:
    """The names, the late ones too."""
    return sorted({*globals(), *__all__})
