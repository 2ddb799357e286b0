"""``python -m redactor`` is the ``redactor`` command."""

from redactor.cli import main

if __name__ == "__main__":
    main()
