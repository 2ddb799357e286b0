"""Keeps the parsing of strangers' files in a process of its own, with a cap on memory and a clock.

A hostile file costs that process and one line of error, never the run.
"""

from redactor.sandbox.client import Sandbox

__all__ = ["Sandbox"]
