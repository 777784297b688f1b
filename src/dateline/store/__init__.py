"""Keeping: an append-only log of articles, readings, claims and judgements, and the record projected from it."""
