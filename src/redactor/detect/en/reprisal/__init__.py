"""The ways in which a text tells what is punished at home, one a module.

:class:`~redactor.detect.en.reprisal_risk.ReprisalRiskRecognizer` asks them all.
"""
