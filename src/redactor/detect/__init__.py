"""The only room that knows spaCy and Presidio's analyzer: text in, detections out."""
