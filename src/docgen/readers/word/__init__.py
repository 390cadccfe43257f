"""Word files, ours after hand edits or anybody's → the document tree."""
