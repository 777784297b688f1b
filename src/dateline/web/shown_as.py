"""What pages ask that show a whole list of events as one picture: the filters of every list, without a place in it."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from dateline.web.asked import Asked


class AskedPicture(Asked):
    """The filters of a list, and what one kind of picture asks besides: of that, ``OWN`` has the names."""

    OWN: ClassVar[frozenset[str]] = frozenset()

    @property
    def filters(self) -> dict[str, Any]:
        """What narrows the events."""
        told: dict[str, Any] = Asked.filters.fget(self)  # type: ignore[attr-defined]
        return {name: value for name, value in told.items() if name not in self.OWN}

    def shared(self) -> str:
        """The query string that asks for the same events on any page."""
        told = self.model_dump(mode="json", by_alias=True, exclude={"after", "limit", "order", *self.OWN})
        usual = {"known": "published", "rule": "representative"}
        return urlencode(
            {name: value for name, value in told.items() if value and usual.get(name) != value}, doseq=True
        )
