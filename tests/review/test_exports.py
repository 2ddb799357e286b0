"""What leaves the desk: without originals, or encrypted, or for the people who know the source."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from desks import ANNA, DRAFT
from test_desk import KEEP, added, items

from redactor.cli import main, reviewing
from redactor.errors import RedactorError, UsageError
from redactor.model import Action
from redactor.review import service
from redactor.review.errors import NotAllowed
from redactor.review.exports.external import ExternalRow, as_csv, as_pdf, external_rows
from redactor.review.exports.label_studio import exported, imported
from redactor.review.exports.packet import opened_packet, packet
from redactor.review.records import Decision
from redactor.review.service import Desk

SECRETS = ("babic", "rudnik", "teacher", "ljuba", "draft")
PHRASE = "four words are good"


@pytest.fixture
def document(light: Desk) -> str:
    document = added(light)
    item = items(light, document)["Rudnik"]
    sentence = "Ljuba said that it may stay."
    service.decide(
        light, ANNA, item.id, item.version, Decision(Action.KEEP, reason_code="consent", sentence=sentence)
    )
    service.comment(light, ANNA, item.id, "Ask Ljuba again.")
    return document


def test_the_external_log_holds_no_original_text(light: Desk, document: str) -> None:
    rows = external_rows(light, [document])
    text = as_csv(rows).decode()
    pdf = as_pdf(rows)
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    for told in (text, page, pdf.decode("latin-1")):
        assert not any(secret in told.lower() for secret in SECRETS)
    table = list(csv.DictReader(io.StringIO(text)))
    assert len(table) == len(service.page(light, document).items)
    assert {"keep", "generalize"} <= {row["action"] for row in table}
    assert "consent" in {row["reason_code"] for row in table}
    assert "HOMETOWN" in page
    assert pdf == as_pdf(rows)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝"])
def test_no_cell_of_an_export_is_a_formula(start: str) -> None:
    evil = f"{start}HYPERLINK(1)"
    row = ExternalRow(1, 1, 0, 4, evil, "keep", evil, "person", evil)
    (_, cells) = csv.reader(io.StringIO(as_csv([row]).decode(), newline=""))
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))] == []
    assert as_pdf([row]).startswith(b"%PDF")


def test_a_packet_is_opened_with_its_passphrase_only(light: Desk, document: str) -> None:
    data = packet(light, [document], PHRASE)
    assert not any(secret.encode() in data.lower() for secret in SECRETS)
    (told,) = opened_packet(data, PHRASE)["documents"]
    assert "Rudnik" in {item["quote"] for item in told["items"]}
    assert told["comments"][0]["text"] == "Ask Ljuba again."
    assert any(entry["sentence"].startswith("Ljuba") for item in told["items"] for entry in item["history"])
    with pytest.raises(UsageError):
        opened_packet(data, "another four words")
    with pytest.raises(UsageError, match="12 characters"):
        packet(light, [document], "short")


@pytest.mark.parametrize("data", [b"", b"redactor packet 1\n", b"redactor packet 1\n!\n!\n"])
def test_what_is_no_packet_is_said(data: bytes) -> None:
    with pytest.raises(RedactorError):
        opened_packet(data, PHRASE)


def test_marks_go_out_and_come_back_unchanged(light: Desk, document: str) -> None:
    before = service.page(light, document).items
    told = imported(light, ANNA, document, exported(light, document))
    assert told.marked == told.hidden == told.left == 0
    assert service.page(light, document).items == before


def test_marks_from_elsewhere_hide_more_and_never_less(light: Desk) -> None:
    document = added(light, DRAFT + "\nThe blue gate creaked.\n")
    (task,) = exported(light, document)
    text, results = task["data"]["text"], task["annotations"][0]["result"]
    for result in results:
        if result["from_name"] == "action":
            result["value"]["choices"] = ["keep"]
    start = text.index("blue gate")
    place = {"start": start, "end": start + 9, "text": "blue gate"}
    results.append({"id": "x", "from_name": "label", "to_name": "text", "type": "labels",
                    "value": {**place, "labels": ["LOCATION"]}})  # fmt: skip
    told = imported(light, ANNA, document, [task])
    assert told.marked == 1
    assert told.left > 0
    page = service.page(light, document)
    assert next(i for i in page.items if i.quote == "blue gate").is_marked
    assert all(item.decision is None for item in page.items if item.quote == "Rudnik")


def test_marks_of_another_text_are_refused(light: Desk, document: str) -> None:
    (task,) = exported(light, document)
    task["data"]["text"] = "!" + task["data"]["text"][1:]
    task["annotations"][0]["result"] = []
    with pytest.raises(NotAllowed, match="not this document's"):
        imported(light, ANNA, document, [task])


@pytest.fixture
def command(light: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a review command on the desk of the test, with its models."""
    opened = service.opened_desk

    def with_models(database: str, **more: object) -> Desk:
        return opened(database, engine=light.engine, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(reviewing.service, "opened_desk", with_models)
    options = [
        "--db",
        f"sqlite:///{tmp_path / 'review.db'}",
        "--key-file",
        str(tmp_path / "key" / "review.key"),
    ]
    return lambda *args: CliRunner().invoke(main, ["review", *map(str, args), *options])


def test_drafts_are_added_and_exports_written_by_command(command, light: Desk, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    (tmp_path / "torn.docx").write_bytes(b"PK\x03\x04")
    done = command("add", tmp_path / "draft.txt", tmp_path / "torn.docx")
    assert done.exit_code == 3
    assert "number 1 of the queue" in done.stdout
    assert "torn.docx: " in done.stderr
    for what in ("external-csv", "external-pdf", "label-studio", "log"):
        done = command("export", what, "1", "-o", tmp_path / "exports" / what)
        assert done.exit_code == 0, done.output
        is_private = stat.S_IMODE((tmp_path / "exports" / what).stat().st_mode) == 0o600
        assert is_private is not what.startswith("external")
        assert not any(
            secret in done.output.lower().replace(str(tmp_path).lower(), "") for secret in SECRETS[:4]
        )
    assert command("export", "external-csv", "7", "-o", tmp_path / "x").exit_code == 2
    assert command("export", "tracked", "1", "-o", tmp_path / "x").exit_code == 2
    tasks = json.loads((tmp_path / "exports" / "label-studio").read_text("utf-8"))
    assert tasks[0]["data"]["text"] == DRAFT
    told = command("import-marks", "1", tmp_path / "exports" / "label-studio")
    assert told.stdout.startswith("0 marked, 0 hidden")


def test_a_changed_draft_is_brought_by_command(command, light: Desk, document: str, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(DRAFT + "\nIt rained.\n", "utf-8")
    done = command("replace", "1", tmp_path / "new.txt")
    assert done.exit_code == 0, done.output
    assert "1 of them with the decision" in done.stdout
    assert command("replace", "9", tmp_path / "new.txt").exit_code == 2


def test_the_log_is_verified_by_command(command, light: Desk, document: str, tmp_path: Path) -> None:
    assert command("verify-log").stdout == "3 rows, none edited, deleted, moved or cut\n"
    command("export", "log", "-o", tmp_path / "log.jsonl")
    assert command("verify-log", tmp_path / "log.jsonl").exit_code == 0
    lines = (tmp_path / "log.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "log.jsonl").write_bytes(b"".join([lines[0], *lines[2:]]))
    done = command("verify-log", tmp_path / "log.jsonl")
    assert done.exit_code == 1
    assert "row 2 is missing" in done.stderr


def test_a_desk_that_is_not_there_is_not_made_to_be_verified(tmp_path: Path) -> None:
    options = ["--db", f"sqlite:///{tmp_path / 'none.db'}", "--key-file", str(tmp_path / "none.key")]
    done = CliRunner().invoke(main, ["review", "verify-log", *options])
    assert done.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_word_draft_goes_out_with_tracked_changes(light: Desk, root: Path) -> None:
    from redactor.review.exports.tracked import tracked

    draft = (root / "samples" / "draft.docx").read_bytes()
    (one,) = service.add_documents(light, ANNA, [("draft.docx", draft)], "pow-families")
    assert one.document_id is not None, one.problem
    item = next(
        i for i in service.page(light, one.document_id).items if i.status == "open" and i.segment == "text"
    )
    service.decide(light, ANNA, item.id, item.version, KEEP)
    data = tracked(light, one.document_id)
    assert data.startswith(b"PK")
    assert b"w:ins" in _unzipped(data)
    with pytest.raises(UsageError, match="Word"):
        tracked(light, added(light))


def _unzipped(data: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml")
