"""Which policy files load, and what is said about those that do not."""

import hashlib
import os
import re
import time
from pathlib import Path

import pytest

from redactor.errors import ExitCode, PolicyError
from redactor.handling import Limits
from redactor.model import Action, PseudonymScope
from redactor.policy import load_policy, shipped_policies

HERE = Path(__file__).parent
INVALID = sorted((HERE / "invalid").glob("*.yaml"))
VALID = sorted((HERE / "valid").glob("*.yaml"))
EXPECT = re.compile(r"^# expect (\d+:\d+) (.*)$", re.MULTILINE)
SHIPPED = ("names-only", "pow-families", "strict")


def refusal(path: Path) -> str:
    with pytest.raises(PolicyError) as caught:
        load_policy(path)
    return str(caught.value)


def in_file(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "p.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.stem)
def test_every_mistake_is_reported_at_its_place_and_nothing_else(path):
    text = path.read_text("utf-8")
    expected = EXPECT.findall(text) or [("1:1", "the file is empty")]
    lines = refusal(path).splitlines()
    assert len(lines) == len(expected), lines
    for (place, message), line in zip(sorted(expected, key=_place), lines, strict=True):
        assert line.startswith(f"{path}:{place}: ")
        assert message in line


def _place(expected):
    return [int(n) for n in expected[0].split(":")]


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_valid_files_load(path):
    policy = load_policy(path)
    assert policy.default.action is Action.MASK
    assert policy.sources[0].name == path.name
    assert policy.sources[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_policy_error_is_wrong_use():
    assert PolicyError.exit_code is ExitCode.USAGE


def test_the_shipped_policies_are_found_by_name():
    assert shipped_policies() == SHIPPED
    for name in SHIPPED:
        assert load_policy(name).name == name


def test_pow_families_is_the_default():
    assert load_policy() == load_policy("pow-families")


def test_a_shipped_policy_is_the_same_by_path():
    path = Path(__file__).parents[2] / "policies" / "strict.yaml"
    assert load_policy(str(path)) == load_policy("strict")


def test_a_word_names_a_file_only_if_there_is_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PolicyError, match="no shipped policy and no file is called 'mine'"):
        load_policy("mine")
    (tmp_path / "mine").write_bytes((HERE / "valid" / "minimal.yaml").read_bytes())
    assert load_policy("mine").name == "minimal"


def test_a_mistyped_name_gets_a_hint():
    with pytest.raises(PolicyError, match="did you mean 'pow-families'"):
        load_policy("pow-famlies")


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert "there is no file" in refusal(tmp_path / "absent.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "is not a file" in refusal(tmp_path / "pipe.yaml")


def test_the_child_comes_before_what_it_extends():
    policy = load_policy(HERE / "valid" / "extends-file.yaml")
    names = [r.answer.rule for r in policy.rules]
    assert names[:3] == ["series/quoted-ages", "desk/capital-stays", "pow-families/hidden-text"]
    assert policy.default.rule == "pow-families/default"
    assert [s.name for s in policy.sources] == [
        "extends-file.yaml",
        "extends-shipped.yaml",
        "pow-families.yaml",
    ]


def test_names_of_one_figure_are_joined_over_files():
    policy = load_policy(HERE / "valid" / "extends-file.yaml")
    (figure,) = policy.public_figures
    assert figure.names == ("Jane Q. Example", "Jane Example", "J. Example")


def test_a_version_stays_as_it_is_written():
    assert load_policy(HERE / "valid" / "extends-shipped.yaml").version == "1.10"


def test_mistakes_of_child_and_parent_come_together(tmp_path):
    minimal = (HERE / "valid" / "minimal.yaml").read_text()
    (tmp_path / "parent.yaml").write_text(minimal + "colour: red\n")
    child = in_file(tmp_path, "name: minimal\nversion: 1\ndescription: x\nextends: parent.yaml\ncolor: red\n")
    assert refusal(child).splitlines() == [
        f"{child}:5:1: unknown key 'color'; known: default, description, documents, extends, name, "
        "pseudonyms, public_figures, rules, version",
        f"{tmp_path / 'parent.yaml'}:2:7: a policy that extends this one is called 'minimal' too",
        f"{tmp_path / 'parent.yaml'}:10:1: unknown key 'colour'; known: default, description, documents, "
        "extends, name, pseudonyms, public_figures, rules, version",
    ]


def test_a_circle_over_files_is_refused(tmp_path):
    head = "version: 1\ndescription: x\nextends: ./{}\n"
    (tmp_path / "a.yaml").write_text("name: a\n" + head.format("b.yaml"))
    (tmp_path / "b.yaml").write_text("name: b\n" + head.format("a.yaml"))
    expected = f"{tmp_path / 'b.yaml'}:4:10: the policies extend each other in a circle"
    assert refusal(tmp_path / "a.yaml") == expected


def test_a_chain_that_nobody_can_follow_is_refused(tmp_path):
    for i in range(12):
        text = f"name: p{i}\nversion: 1\ndescription: x\nextends: ./p{i + 1}.yaml\n"
        (tmp_path / f"p{i}.yaml").write_text(text)
    assert "p9.yaml:4:10: more than 10 policies extend one another" in refusal(tmp_path / "p0.yaml")


def test_an_installed_product_finds_its_own_policies(tmp_path, monkeypatch):
    """In a wheel they lie inside the package, in a checkout beside ``src``."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "minimal.yaml").write_bytes((HERE / "valid" / "minimal.yaml").read_bytes())
    monkeypatch.setattr("redactor.policy.locate.files", lambda package: tmp_path)
    assert shipped_policies() == ("minimal",)
    assert load_policy("minimal").name == "minimal"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name: ok\nversion: \xff\n", ":2:10: not UTF-8 text"),
        ("name: x\n".encode("utf-16"), ":1:1: not UTF-8 text"),
        (b"name: x\nversion: \x07\n", ":2:10: a character that YAML does not allow"),
        (b"#" * (256 * 1024 + 1), ":1:1: the file is larger than 256 KiB"),
        (b"# nothing\n", ":1:1: the file is empty"),
    ],
)
def test_files_that_are_no_policy_text(tmp_path, content, message):
    path = in_file(tmp_path, content)
    assert refusal(path).startswith(f"{path}{message}")


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    path = in_file(tmp_path, b"\xef\xbb\xbf" + (HERE / "valid" / "minimal.yaml").read_bytes())
    assert load_policy(path).name == "minimal"


def test_an_alias_bomb_is_refused_at_once(tmp_path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 40)]
    started = time.monotonic()
    message = refusal(in_file(tmp_path, "\n".join(lines)))
    assert time.monotonic() - started < 2
    assert "aliases (*) are not allowed" in message


@pytest.mark.parametrize(
    "content", ["[" * 100_000, "{a: " * 50_000, "\n".join(" " * i + "-" for i in range(500))]
)
def test_deep_nesting_is_refused_at_once(tmp_path, content):
    started = time.monotonic()
    message = refusal(in_file(tmp_path, content))
    assert time.monotonic() - started < 2
    assert "nested more than 12 levels deep" in message or "not valid YAML" in message


def test_a_pattern_that_nobody_could_compile_is_a_mistake(tmp_path):
    rule = "rules: [{name: r, match: {pattern: 'PATTERN'}, action: mask, reason_code: no-rule, reason: x}]\n"
    text = (HERE / "valid" / "minimal.yaml").read_text().replace("rules: []\n", rule)
    for pattern, message in [("x" * 301, "longer than 300"), ("(?R)", "too complicated")]:
        assert message in refusal(in_file(tmp_path, text.replace("PATTERN", pattern)))


def test_the_documents_section_joins_with_what_it_extends(tmp_path):
    head = "name: {}\nversion: 1\ndescription: x\nextends: {}\ndocuments:\n"
    (tmp_path / "parent.yaml").write_text(
        head.format("parent", "strict")
        + "  pictures: grey\n  revisions: reject\n  columns: {Born in: HOMETOWN}\n"
        "  limits: {pages: 20, seconds: 5}\n"
    )
    own = "  pictures: drop\n  columns: {Years: AGE}\n  limits: {pages: 30}\n"
    child = in_file(tmp_path, head.format("child", "./parent.yaml") + own)
    handling = load_policy(child).handling
    assert (handling.pictures, handling.revisions) == ("drop", "reject")
    assert dict(handling.columns) == {"Born in": "HOMETOWN", "Years": "AGE"}
    assert handling.limits == Limits(pages=30, seconds=5)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("pictures: blur", "unknown word for 'pictures' 'blur'"),
        ("columns: {Born in: HOMETWON}", "HOMETOWN"),
        ("colums: {}", "unknown key 'colums'"),
        ("limits: {pages: 0}", "limit 'pages' is a whole number above zero"),
        ("limits: {seconds: 1.5}", "limit 'seconds' is a whole number above zero"),
        ("limits: {page: 2}", "unknown key 'page'"),
    ],
)
def test_a_mistake_in_the_documents_section_is_told(tmp_path, line, says):
    text = f"name: a\nversion: 1\ndescription: x\nextends: strict\ndocuments:\n  {line}\n"
    assert says in refusal(in_file(tmp_path, text))


def test_pseudonyms_reach_over_the_archive_unless_a_policy_says_otherwise(tmp_path):
    minimal = (HERE / "valid" / "minimal.yaml").read_text()
    assert load_policy(HERE / "valid" / "minimal.yaml").pseudonyms is PseudonymScope.ARCHIVE
    (tmp_path / "parent.yaml").write_text(minimal + "pseudonyms: {scope: document}\n")
    head = "name: child\nversion: 1\ndescription: x\nextends: parent.yaml\n"
    assert load_policy(in_file(tmp_path, head)).pseudonyms is PseudonymScope.DOCUMENT
    own = load_policy(in_file(tmp_path, head + "pseudonyms: {scope: merged}\n"))
    assert own.pseudonyms is PseudonymScope.MERGED
