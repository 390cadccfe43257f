"""Steps of WeasyPrint done quicker, with the same pages: what the time of a PDF went into.

`styles` keeps computed styles, `boxes` and `lengths` what they say of a box; `shapes` has text shaped by Pango, `lines`
finds lines; `painting` writes glyphs, `subsets` takes them out of fonts. Each replaces private steps of the pinned
release, whose sources are compared first (`typesetting/weasyprint_steps.py`); `steps` is all of them. `references`,
`font_files` and `collection` do the same by what pydyf, fontconfig and Python offer to anybody.
"""
