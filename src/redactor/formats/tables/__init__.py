"""Tables: a row is read as a form, a line for each cell."""
