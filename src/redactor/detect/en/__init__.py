"""English: recognizers one file each, their shared readings, and lexicons as data."""
