"""Steps of WeasyPrint done quicker, with the same pages: what the time of a PDF went into.

`subsets` takes glyphs out of fonts, `shapes` has text shaped by Pango, `styles` keeps computed styles. Each replaces
private steps of the pinned release, whose sources are compared first (`typesetting/weasyprint_steps.py`).
"""
