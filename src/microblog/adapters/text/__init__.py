"""Text: grapheme counting and HTML cleaning."""
