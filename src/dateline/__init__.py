"""Dateline reads newswire about defence diplomacy into dated, sourced, checkable events."""

__version__ = "0.1.0"
