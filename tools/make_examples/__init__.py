"""Builds the workbooks of data_examples/, the same bytes every time: `python -m tools.make_examples [FOLDER]`."""
