"""Rules on the finished page, measured by another renderer than the one that made it."""
