"""OpenDocument text: taken apart into paragraphs, and written as a new package."""
