"""Check the training documents' marks and print what they hold.

    python training/check.py [FILE...]

Exits 1 when a mark is malformed or runs over a line break. Run from anywhere; the package
need not be installed.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from redactor.evaluate.marks import read_marks


def main(paths: list[Path]) -> int:
    """Check the files and print a table; return the exit code."""
    failed = 0
    counts: Counter[str] = Counter()
    total = 0
    for path in paths:
        marked = read_marks(path.read_text(encoding="utf-8"))
        for complaint in (*marked.complaints, *marked.warnings):
            failed = 1
            print(f"{path.name}: {complaint}")
        counts.update(f"{gold.entity_type}/{gold.action}" for gold in marked.spans)
        total += len(marked.text)
        print(f"{path.name}\t{len(marked.text)} characters\t{len(marked.spans)} marks")
    print(f"{len(paths)} documents, {total} characters")
    for name, count in sorted(counts.items()):
        print(f"  {name}\t{count}")
    return failed


if __name__ == "__main__":
    chosen = [Path(argument) for argument in sys.argv[1:]]
    sys.exit(main(chosen or sorted((Path(__file__).parent / "documents").glob("*.gold.txt"))))
