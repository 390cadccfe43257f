"""Files that hold a dataset, read into sheets of cells and written back: xlsx, yaml, json, and plan.md."""
