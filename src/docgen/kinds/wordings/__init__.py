"""Wordings as staff edit them: the fields each may name, what is wrong with one, the office's own over the shipped."""
