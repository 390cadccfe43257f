"""Tables painted by ourselves: those that were divided into pages before layout, whose every line and height is known.

WeasyPrint would make a dozen boxes of each cell, lay them out and ask each what it looks like. Here a table is one box
to it, as high as its rows; its rules, lines and structure are written at once. They lie where WeasyPrint would have put
them: `tests/writers/test_painted.py`.
"""
