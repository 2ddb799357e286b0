"""The check of a written file: nothing hidden is left in it, and nothing else changed.

It shares no code with the planning and applying of edits, nor with the folding that finds
names: the same mistake is not made twice.
"""

from redactor.verify.check import verify
from redactor.verify.outside import Cover, follow

__all__ = ["Cover", "follow", "verify"]
