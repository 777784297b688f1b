"""How well Dateline reads, against articles coded by hand."""
