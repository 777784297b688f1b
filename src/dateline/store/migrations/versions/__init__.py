"""One step to a file, in the order of their numbers."""
