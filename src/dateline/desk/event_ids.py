"""Which event an id means: its own or that of one of its claims, or the beginning of either."""

from dateline.errors import StoreError
from dateline.model.event import EVENT
from dateline.model.review import Judgement, Verdict, holding
from dateline.store.base import Store

_OFFERED = 3  # ids that are told where one would do
_SHORT = 8  # letters by which a ruling is called


def whole_id(seen: Store, id_: str) -> str:
    """The id of the event that is meant.

    Raises:
        StoreError: No event has an id that begins so, or a person rejected the one that had, or several have.
    """
    events = {event.id: one for one in seen.ids(id_) if (event := seen.event(one))}
    if not events:
        raise _rejected(seen, id_) or StoreError(
            f'has no event "{id_}"',
            place="the record",
            mend="list what it has: dateline events",
            code="record.event",
        )
    if len(events) > 1:
        raise StoreError(
            f'has more than one event whose id begins with "{id_}"',
            place="the record",
            mend=f"say more of it: {', '.join(sorted(events)[:_OFFERED])}, …",
            code="record.event",
        )
    return next(iter(events))


def withheld(id_: str, ruling: Judgement) -> StoreError:
    """The error of an event that is under embargo, for whoever may know that it is there."""
    return StoreError(
        f'withholds the event "{id_}" by {_signed(ruling)}',
        place="the record",
        mend=f"to see it: --embargoed; to free it: dateline undo {ruling.id[:_SHORT]}",
        code="record.withheld",
    )


def _rejected(seen: Store, id_: str) -> StoreError | None:
    """The error of an event that a person rejected; None of what was never rejected, or is no longer."""
    key = id_.removeprefix(EVENT)
    rejections = (one for one in holding(seen.judgements()) if one.verdict is Verdict.REJECT)
    about = [one for one in rejections if key and any(claim.startswith(key) for claim in one.claims)]
    if not about:
        return None
    return StoreError(
        f'has the event "{id_}" no more: it was rejected by {_signed(about[-1])}',
        place="the record",
        mend=f"to have it back: dateline undo {about[-1].id[:_SHORT]}",
        code="record.rejected",
    )


def _signed(one: Judgement) -> str:
    why = f": {one.why}" if one.why else ""
    return f"ruling {one.id[:_SHORT]} of {one.by} on {one.on.date()}{why}"
