"""Document + standard → a file: each writer alone, from the same tree."""
