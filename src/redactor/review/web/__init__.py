"""The page of the desk: what is asked of every request, who may come in, templates and their scripts."""
