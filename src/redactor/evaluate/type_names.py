"""What other tools' entity types are called here; the data are in ``type_names.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

import yaml


def own_name(form: str, name: str) -> str:
    """Return the product's word for another tool's entity type; the name itself if none is known.

    Args:
        form: whose word it is: ``presidio`` or ``tab``.
        name: as it stands in the file.
    """
    return _names()[form].get(name, name)


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    data = (files("redactor.evaluate") / "type_names.yaml").read_text("utf-8")
    return cast(Mapping[str, Mapping[str, str]], yaml.safe_load(data))
