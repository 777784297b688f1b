"""Whom the claims of a record name: those that have one spelling, and what is said where none has it."""

from dateline.books.words import key_of
from dateline.desk.names import near
from dateline.errors import ReviewError
from dateline.model.kept import Kept
from dateline.store.base import Store, Wanted


def naming(store: Store, name: str, country: str | None = None) -> frozenset[str]:
    """The claims that name a person so; with a country, those alone that tell it of the person."""
    wanted = key_of(name)
    found = (kept for event in store.events(Wanted(person=name)) for kept in event.claims)
    return frozenset(kept.key for kept in found if _names(kept, wanted, country))


def nobody(store: Store, name: str, country: str | None) -> ReviewError:
    """The error of a name that no claim of the record has, or none of a country."""
    if country and naming(store, name):
        return ReviewError(
            f'nobody of {country} is called "{name}" in the record',
            mend="name the country that articles tell of the person, or rule without --country",
            code="review.person",
        )
    called = {person for kept in store.kept() for person in kept.claim.people}
    return ReviewError(
        f'nobody is called "{name}" in the record',
        mend=f"write a name as articles have it: dateline person finds it by any part{near(name, called)}",
        code="review.person",
    )


def _names(kept: Kept, wanted: str, country: str | None) -> bool:
    return any(key_of(name) == wanted and country in (None, of) for name, of in kept.claim.persons)
