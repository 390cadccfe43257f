"""A kind of document each: what it needs, its wording, its arrangement. `all_kinds.KINDS` is the table of them."""
