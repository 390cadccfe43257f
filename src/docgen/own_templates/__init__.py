"""The office's own Word templates: what may be written in them, what is wrong in one, and papers made of it."""
