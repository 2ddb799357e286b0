"""The only room that knows spaCy and Presidio's analyzer: text in, detections out."""

import os

# Before anything of Presidio's is imported: it imports tldextract, which would ask the network.
os.environ["TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS"] = ""
