"""How well the tool does on documents that people have marked by hand.

    bytes -read_gold-> GoldDocuments -(the tool runs)-> Founds
          -score_document-> DocumentScores -evaluate-> Evaluation

From the gold and the findings on, everything is a pure function, so that a figure can be
worked out again without loading a model. What each figure means: ``docs/evaluation.md``.
Each module is imported by its own name: reading marks needs nothing but Python, spaCy and the
template engine are loaded by the modules that write with them.
"""
