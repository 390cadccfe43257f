"""Kinds of paper without Python: a YAML says which papers there are and how they look, a wording what they say."""
