"""Military units: the words they are made of, and where their names are."""
