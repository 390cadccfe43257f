"""Rules on what a Word file declares; nothing here is rendered."""
