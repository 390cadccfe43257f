"""Kinds of paper without Python: a YAML says which papers there are and how they are arranged, a wording what they say."""
