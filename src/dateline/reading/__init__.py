"""From an article to claims: the engine."""
