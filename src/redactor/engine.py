"""All that a document needs to be read and decided on, loaded once for any number of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from redactor.case import Case, CaseFinder
from redactor.detect.engine import Detector, load_detector
from redactor.detect.languages import known_public_names
from redactor.detect.registry import DetectorSet
from redactor.formats import Format, check_readable, format_for
from redactor.handling import Handling
from redactor.model import Document
from redactor.policy import Policy


def unconfined(file_format: Format) -> Format:
    """Return a format as it is: its parser runs in this process."""
    return file_format


@dataclass(frozen=True, slots=True)
class Engine:
    """Loaded models and a policy: all that a document needs.

    Attributes:
        policy: whose rules decide.
        detector: the language's models and recognizers.
        case: the case file's terms, if there is one.
        confine: gives a format whose parser runs apart, see :mod:`redactor.sandbox`.
    """

    policy: Policy
    detector: Detector
    case: CaseFinder | None = None
    confine: Callable[[Format], Format] = unconfined

    def format_of(self, name: str, data: bytes) -> Format:
        """Return the format that reads a file, confined as this engine was told to.

        Raises:
            UnreadableError: if there is none.
        """
        return self.confine(format_for(name, data, self.handling.limits.bytes))

    def read(self, name: str, data: bytes) -> Document:
        """Read a file's bytes.

        Args:
            name: file name without folders.
            data: its bytes.

        Raises:
            HeldError: if the file has parts that a person has to look at first.
            UnreadableError: if the bytes cannot be read.
        """
        document = self.format_of(name, data).read(name, data, self.detector.language, self.handling)
        check_readable(document, self.handling)
        return document

    def with_case(self, case: Case | None) -> Engine:
        """Return an engine with the same models and policy and another case file, or none.

        Args:
            case: from :func:`redactor.case.load_case`.
        """
        if case is None:
            return replace(self, case=None)
        figures = [name for figure in self.policy.public_figures for name in figure.names]
        public = (*figures, *known_public_names(self.detector.language))
        return replace(self, case=CaseFinder(case, public))

    @property
    def handling(self) -> Handling:
        """What the policy says about files."""
        return self.policy.handling


def load_engine(
    policy: Policy,
    *,
    pipeline: str | None = None,
    language: str = "en",
    detectors: DetectorSet = DetectorSet.ALL,
    case: Case | None = None,
    confine: Callable[[Format], Format] = unconfined,
) -> Engine:
    """Load the models once for any number of documents; takes a second or two.

    Args:
        policy: from :func:`redactor.policy.load_policy`.
        pipeline: an installed spaCy pipeline; the language's default if ``None``.
        language: ISO 639-1 code of the documents.
        detectors: which of them run; a release needs all.
        case: a case file, from :func:`redactor.case.load_case`.
        confine: gives a format whose parser runs apart, see :mod:`redactor.sandbox`.

    Raises:
        UsageError: for a language or pipeline that is not there.
        DetectionError: if the learned recognizer's files are not the released ones.
    """
    return Engine(policy, load_detector(language, pipeline, detectors), None, confine).with_case(case)
