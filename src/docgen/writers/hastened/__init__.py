"""Steps of WeasyPrint, and of pydyf below it, done quicker with the same result: what a PDF's time went into."""
