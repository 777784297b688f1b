"""Times: "on Saturday", "next month" → days, counted from the dateline."""

from dateline.reading.times.resolve import resolve

__all__ = ["resolve"]
