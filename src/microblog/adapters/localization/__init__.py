"""Languages: the sentences and their translations, dates and numbers, and who gets which."""
