"""Units, ranks and trades in English: "the 15th marine brigade" is "a marine unit"."""

from __future__ import annotations

import re

from redactor.generalize.slot import Slot, Wording, any_of, tokens
from redactor.generalize.tables import table
from redactor.text.articles import determiner_before, indefinite

_NAME_FOLLOWS = r"\s+(?=[A-ZÀ-ÞА-Я][\w'’-])"
_LABEL = re.compile(r"[:=|]\**\s*\Z")
_PLURAL = re.compile(r"(?<!s)s\Z|men\Z", re.IGNORECASE)


def say_unit(slot: Slot, rung: str) -> Wording | None:
    """Say a unit by its ``arm``, or only that it is a ``unit``."""
    words, lower = table("en/forces"), slot.surface.lower()
    if slot.followed_by(r"[-\u2010\u2011]\w") or _under_way(slot) or not _is_unit(slot.surface):
        return None
    noun_after = slot.followed_by(rf"\s+(?:{any_of(words['units'])})\b")
    right = noun_after[0] if noun_after else ""
    arm = _arm(lower) if rung == "arm" else ""
    if rung == "arm" and not arm:
        return None
    if _is_agency(lower):
        noun = words["unit"]["agency"]
    elif arm:
        noun = words["unit"]["arm"].format(arm=arm)
    else:
        noun = words["unit"]["unit"]
    if noun in lower:
        return None
    keeps = tokens(noun)
    if _is_plural(lower):
        return Wording(f"{noun}s", slot.widened(_article(slot), right), keeps)
    is_value = _LABEL.search(slot.before) and not slot.followed_by(r"\s+[a-z]")  # "A: the unit left" is none
    if is_value or slot.followed_by(rf"\s+(?:{any_of(words['nouns'])})\b"):
        return Wording(noun, slot.widened(right=right), keeps)
    return Wording(f"{indefinite(noun)} {noun}", slot.widened(right=right), keeps)


def _is_unit(surface: str) -> bool:
    """Whether the words name a unit: not "the drones"."""
    words, lower = table("en/forces"), surface.lower()
    if re.search(rf"\d|\b(?:{any_of([*words['units'], *words['agencies']])})s?\b", lower):
        return True
    names = [
        word for word in surface.split() if word[0].isupper() and word.lower() not in words["no_unit_names"]
    ]
    if names:
        return True
    told = set(re.findall(r"[\w-]+", lower))
    return bool(_arm(lower)) and not told & set(words["arm_things"])


def _arm(lower: str) -> str:
    """Return the only arm that the words show; empty if they show none or several."""
    shown = {
        arm for arm, some in table("en/forces")["arms"].items() if re.search(rf"\b(?:{any_of(some)})", lower)
    }
    return shown.pop() if len(shown) == 1 else ""


def _is_agency(lower: str) -> bool:
    words = table("en/forces")
    has_unit = re.search(rf"\b(?:{any_of(words['units'])})s?\b", lower)
    return not has_unit and bool(re.search(rf"\b(?:{any_of(words['agencies'])})\b", lower))


def _is_plural(lower: str) -> bool:
    last = lower.rsplit(maxsplit=1)[-1]
    return bool(
        re.fullmatch(
            r"(?:brigade|regiment|battalion|division|compan(?:y|ie)|platoon|squad|unit|batterie)s", last
        )
    )


def _under_way(slot: Slot) -> bool:
    """Whether an ordinal or a name stands right before, so that the span is only part of a name."""
    return bool(slot.preceded_by(r"\d+(?:st|nd|rd|th)\s+"))


def _article(slot: Slot) -> str:
    found = slot.preceded_by(r"the\s+")
    return found[0] if found else ""


def say_role(slot: Slot, rung: str) -> Wording | None:
    """Say a rank or trade by its ``arm``'s soldier, or only as a soldier's ``role``."""
    words = table("en/forces")
    lower = re.sub(r"\A(?:an?|the)\s+", "", slot.surface.lower().strip())
    if (
        any(re.search(rf"\b{re.escape(w)}", lower) for w in words["no_soldier"])
        or lower in words["plain_soldier"]
    ):
        return None
    if not _is_person(lower):
        return None
    title = slot.followed_by(_NAME_FOLLOWS)
    if (
        title
        and slot.surface[:1].isupper()
        and not slot.followed_by(r"\s+(?:I|He|She|We|They|It|And|But|The)\b")
    ):
        return Wording("", slot.widened(right=title[0])) if rung == "role" else None
    if _is_bare(slot) or slot.followed_by(r"[-\u2010\u2011]\w"):
        return None
    if slot.followed_by(rf"\s+(?:{any_of(words['role_nouns'])})\b"):
        return Wording(words["role_adjective"], slot.span, tokens(words["role_adjective"]))
    forms = _arm_forms(lower) if rung == "arm" else words["soldier"]
    if not forms:
        return None
    return _as_noun(slot, forms, is_plural=_is_plural_role(lower))


def _is_person(lower: str) -> bool:
    """Whether the words are for somebody who serves: a soldier is no more and no less than that."""
    words = table("en/forces")
    ending = re.compile(rf"\w{{2}}(?:{any_of(words['role_endings'])})\Z")
    said = [w for w in re.findall(r"[^\W\d_]+", lower) if w not in words["no_role_words"]]
    known = {w for row in words["roles"] for w in row["words"]}
    return lower in known or any(w in words["role_words"] or ending.search(w) for w in said)


def _arm_forms(lower: str) -> list[str]:
    for row in table("en/forces")["roles"]:
        if lower in row["words"] or lower.removesuffix("s") in row["words"]:
            return [form for form in row["is"] if lower not in form]
    return []


def _is_plural_role(lower: str) -> bool:
    return bool(_PLURAL.search(lower.rsplit(maxsplit=1)[-1]))


def _as_noun(slot: Slot, forms: list[str], *, is_plural: bool) -> Wording | None:
    singular = forms[0]
    if is_plural:
        return Wording(forms[-1], slot.span, tokens(forms[-1]))
    if slot.preceded_by(r"(?:my|your|his|her|its|our|their|\w+['’]s)\s+"):
        return None  # "his sergeant" is above him, "his soldier" would be below
    determined = determiner_before(slot.text, slot.span.start) or re.match(r"(?:an?|the)\s", slot.surface)
    governed = slot.preceded_by(r"(?:as|was|is|am|be|been|became|a)\s+") or slot.preceded_by(
        r"[\w]+['’][msd]\s+"
    )
    return Wording(singular, slot.span, tokens(singular)) if determined or governed else None


def _is_bare(slot: Slot) -> bool:
    """Whether the rank is a field's value or the whole answer: then nothing shows how to say it."""
    before, after = slot.sentence
    is_open = not re.sub(r"\A\W*(?:[A-Z]\w*:)?\W*", "", before) or bool(_LABEL.search(before))
    return is_open and not after.strip(' .!,"”’*)')
