"""Finished files read back and held against the dataset: `read_*` what is there, `expected` what should be."""
