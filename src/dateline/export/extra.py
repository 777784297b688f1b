"""Packages that only some formats need: they come with an extra of Dateline."""

from collections.abc import Iterator
from contextlib import contextmanager

from dateline.errors import ExportError


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Around the imports of an extra's packages.

    Raises:
        ExportError: One is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise ExportError(
            f"this needs the package {error.name}, which is not installed",
            mend=f'install the extra that has it: pip install "dateline[{extra}]"',
            code="export.extra",
        ) from error
