"""The desk in a browser: every page has its twin as JSON at the same address."""
