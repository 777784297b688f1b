"""What a check-up found: of which thing, whether it is well, and the mend."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from dateline.errors import DatelineError


class State(StrEnum):
    """How a thing is."""

    WELL = "well"
    NOTE = "note"  # not wrong, and good to know
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    about: str
    said: str
    state: State = State.WELL
    mend: str = ""

    @classmethod
    def of(cls, about: str, fault: DatelineError) -> Self:
        """What a fault tells, as a finding."""
        where = f"{fault.place}: " if fault.place else ""
        return cls(about=about, said=f"{where}{fault.what}", state=State.FAULT, mend=fault.mend)
