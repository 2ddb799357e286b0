"""The ways in which a text states family facts, one a module.

:class:`~redactor.detect.en.family_detail.FamilyDetailRecognizer` asks them all.
"""
