"""Reads ``data/`` and answers questions of it."""
