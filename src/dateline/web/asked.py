"""What the query string of a page asks for: the same words on every page, so that an address can be shared."""

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, field_validator

from dateline.desk.names import kind, party
from dateline.errors import DatelineError, ReviewError
from dateline.model.event import Rule, Status
from dateline.store.base import Store, Wanted
from dateline.web.cursor import PAGE

_LONGEST = 200
_LISTS = ("party", "type", "status")


class AskedError(DatelineError):
    """A filter that asks for what nobody knows: no list is without events for a word that was mistyped."""


class Asked(BaseModel):
    """Filters, view and place in the list; what is empty is not asked.

    ``after`` and ``limit`` leaf through a list; ``as_of``, ``known`` and ``rule`` say how the record is looked at; the
    others say which events are wanted.
    """

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    q: str | None = Field(default=None, max_length=_LONGEST, description="Words of the articles or the event.")
    party: tuple[str, ...] = Field(
        default=(), description="Countries (alpha-3 or name) or organisations; all take part."
    )
    person: str | None = Field(default=None, max_length=_LONGEST, description="Part of a participant's name.")
    type: tuple[str, ...] = Field(default=(), description="meeting, visit, exercise …")
    status: tuple[Status, ...] = Field(default=(), description="planned, ongoing, held, cancelled, lapsed")
    source: str | None = Field(
        default=None, max_length=_LONGEST, description="Part of a publisher's name, or a class of them."
    )
    series: str | None = Field(default=None, max_length=_LONGEST, description="The key of a series.")
    first: date | None = Field(default=None, alias="from", description="On this day or later.")
    last: date | None = Field(default=None, alias="to", description="On this day or earlier.")
    as_of: date | None = Field(default=None, description="As it was known by the end of this day.")
    known: str = Field(
        default="published", pattern="^(published|added)$", description="What makes a thing known on a day."
    )
    rule: Rule = Field(default=Rule.REPRESENTATIVE, description="How the value shown is chosen where sources differ.")
    order: Literal["newest", "oldest"] = Field(default="newest", description="By day; those without a day last.")
    after: str | None = Field(default=None, max_length=_LONGEST, description="The last item of the page before.")
    limit: int = Field(default=PAGE, ge=1, le=1000, description="How many items a page has.")

    @field_validator(*_LISTS, mode="before")
    @classmethod
    def _listed(cls, given: Any) -> list[str]:
        """Lists may be written with commas; empty ones ask nothing."""
        every = [given] if isinstance(given, str) else list(given or ())
        return [word.strip() for one in every for word in str(one).split(",") if word.strip()]

    @field_validator("q", "person", "source", "series", "first", "last", "as_of", "after", mode="before")
    @classmethod
    def _told(cls, given: Any) -> Any:
        """An empty field of a form asks nothing."""
        return None if isinstance(given, str) and not given.strip() else given

    @field_validator("known", "rule", "order", "limit", mode="before")
    @classmethod
    def _usual(cls, given: Any, info: Any) -> Any:
        blank = isinstance(given, str) and not given.strip()
        return cls.model_fields[info.field_name].default if blank else given

    def wanted(self, store: Store) -> Wanted:
        """What is asked of the record.

        Raises:
            AskedError: Neither the books nor the record know a party or a type.
        """
        try:
            parties = tuple(party(store, one) for one in self.party)
            kinds = tuple(kind(store, one) for one in self.type)
        except ReviewError as fault:
            raise AskedError(fault.what, mend=fault.mend, code=fault.code) from fault
        return Wanted(
            first=self.first,
            last=self.last,
            parties=parties,
            person=self.person,
            kinds=kinds,
            statuses=tuple(status.value for status in self.status),
            source=self.source,
            words=self.q,
            series=self.series,
        )

    @property
    def by_adding(self) -> bool:
        """Whether things were known when they were added to the record."""
        return self.known == "added"

    @property
    def is_the_record(self) -> bool:
        """Whether the record is looked at as it is today, by its usual rule."""
        return self.as_of is None and self.rule is Rule.REPRESENTATIVE

    @property
    def filters(self) -> dict[str, Any]:
        """What narrows the list, by the names of the query string."""
        view = {"as_of", "known", "rule", "order", "after", "limit"}
        return self.model_dump(mode="json", by_alias=True, exclude=view, exclude_defaults=True)

    def query(self, **changes: Any) -> str:
        """The query string of this, with changes; a change to None takes a filter away. From the first page on."""
        told = self.model_dump(mode="json", by_alias=True, exclude={"after"}, exclude_defaults=True) | changes
        return urlencode({name: value for name, value in told.items() if value not in (None, "", [], ())}, doseq=True)


AskedOf = Annotated[Asked, Query()]
"""The parameter of a route: ``asked: AskedOf``."""
