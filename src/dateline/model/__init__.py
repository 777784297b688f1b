"""What there is: frozen values; imports nothing of ours but errors."""
