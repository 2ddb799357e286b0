"""Reading the editor's YAML files: nodes that know their line, every mistake told at once."""
