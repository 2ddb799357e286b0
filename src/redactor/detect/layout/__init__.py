"""Reads the layout of a draft: who speaks where, without any model.

A draft in plain text carries its structure in habits: "Q:" and "A:", speaker labels,
time codes, quotes, dashes, form fields, table rows, captions. The layout cuts the text
into *blocks*, each with the context it stands in, because "only child" is about the
source when it answers "Any siblings?" and about nobody in a paragraph on birth rates.

Every code point belongs to exactly one block or to the markup between blocks, and the
words that mean "question" or "photo" come from ``<language>/lexicons/layout.yaml``.
"""
