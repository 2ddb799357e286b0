"""Lets a pipeline's networks multiply by NumPy's BLAS, up to three times as fast as by spaCy's own.

spaCy brings BLIS, which knows few of today's processors' instructions; OpenBLAS, which NumPy brings,
knows them. What comes out differs in the last bits only.
"""

from __future__ import annotations

from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits


def multiply_by_numpy(nlp: Language) -> None:
    """Let a pipeline's networks multiply by NumPy, and NumPy by one thread in all of this process.

    The matrices are small, workers have a core each, and how a text is read must not hang on how many
    cores there are.

    Args:
        nlp: a loaded pipeline; networks that are elsewhere than on a CPU stay as they are.
    """
    threadpool_limits(limits=1, user_api="blas")
    fast = NumpyOps(use_blis=False)
    models = (getattr(component, "model", None) for _, component in nlp.pipeline)
    for node in (node for model in models if isinstance(model, Model) for node in model.walk()):
        if type(node.ops) is NumpyOps:
            node.ops = fast
