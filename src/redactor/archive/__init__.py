"""Archives of many files: taken through in one go, with what was done to each on record."""
