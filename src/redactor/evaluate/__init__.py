"""How well the tool does on documents that people have marked by hand.

    bytes -read_gold-> GoldDocuments -(the tool runs)-> Founds
          -score_document-> DocumentScores -evaluate-> Evaluation

From the gold and the findings on, everything is a pure function, so that a figure can be
worked out again without loading a model. What each figure means: ``docs/evaluation.md``.
Importing this package loads neither spaCy nor a template engine.
"""

from __future__ import annotations

from redactor.evaluate.readers import FORMATS, read_gold
from redactor.evaluate.records import Found, GoldAction, GoldDocument, GoldSpan, Identifier

__all__ = ["FORMATS", "Found", "GoldAction", "GoldDocument", "GoldSpan", "Identifier", "read_gold"]
