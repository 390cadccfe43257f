"""What changed between two files, in words: `word` and `plain` read them, `aligning` pairs, `changes` says it."""
