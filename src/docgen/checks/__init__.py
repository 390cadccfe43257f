"""Rules over a document, a Word file or a PDF: what the standard asks, what was found, and how to mend it."""
