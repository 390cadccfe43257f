"""The validated dataset: records that know the cells they came from."""
