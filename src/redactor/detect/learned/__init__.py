"""The learned recognizer: a token classifier that reads a sentence in its context.

    text -tokens-> Tokens -windows-> windows -network-> probabilities -decode-> spans -recognizer-> results

Rules reach what can be said in rules; this model proposes what they cannot. How it was
trained, on what, and what it misses: docs/model-card.md.
"""
