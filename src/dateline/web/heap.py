"""What a desk holds at hand is let alone by the garbage collector: to go through it stops every page."""

import gc

_SELDOM = 1000  # times as many new things as usual, until all that is not held for good is gone through


def settle() -> None:
    """Hold for good what there is, and go through what comes later more seldom.

    Called once, when the record is at hand: hundreds of thousands of values, none of which is part of a cycle. What is
    let go of is freed all the same; only cycles wait for the collector, and those of requests are young.
    """
    gc.collect()
    gc.freeze()
    youngest, middle, _ = gc.get_threshold()
    gc.set_threshold(youngest, middle, _SELDOM)
