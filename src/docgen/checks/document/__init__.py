"""Rules on the text, the same for a tree, a Word file and a PDF. They report and never alter."""
