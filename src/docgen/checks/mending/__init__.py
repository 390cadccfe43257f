"""`docgen check --fix`: what a machine may mend in a Word file without touching a character of its text."""
