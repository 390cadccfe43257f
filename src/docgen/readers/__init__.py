"""File or draft → document tree."""
