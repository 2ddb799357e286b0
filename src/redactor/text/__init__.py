"""Pure tools on text: folding with a way back, names that come back, places, articles."""
