"""The record in the formats of others, each with its loss report."""
