"""Old encodings: read where only one reading is likely, else held."""

from __future__ import annotations

import pytest
from planted import gone

from redactor.errors import UnreadableError
from redactor.formats import format_for

RUSSIAN = (
    "Меня зовут Сергей, я из Саратова. Нас привезли в лагерь осенью, и три недели никто не знал, где мы. "
)
UKRAINIAN = (
    "Мене звати Ігор, я з Полтави. Нас привезли до табору восени, і три тижні ніхто не знав, де ми є. "
)
KOREAN = (
    "제 이름은 영호이고 평양에서 왔습니다. 우리는 가을에 수용소로 옮겨졌습니다. 아무도 우리를 몰랐습니다. "
)
FRENCH = "Je m’appelle René, j’étais à l’école à Orléans. Ma mère était âgée, on l’a emmenée à l’hôpital. "
POLISH = "Nazywam się Łukasz i pochodzę z Łodzi. Jesienią przewieziono nas do obozu, gdzie byliśmy trzy dni. "


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8-u"),
        (KOREAN, "cp949"),
    ],
)
def test_a_clear_case_is_read_with_a_remark_and_released_as_utf_8(text: str, codec: str, suffix: str) -> None:
    data = text.encode(codec)
    fmt = format_for(f"a.{suffix}", data)
    document = fmt.read(f"a.{suffix}", data)
    assert document.segment("text").text == text
    assert "old" not in document.name
    assert any("UTF-8" in remark for remark in document.remarks)
    assert fmt.write(document, gone(document), data) == text.encode()


@pytest.mark.parametrize("times", [1, 5, 20])
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (UKRAINIAN, "cp1125"),
        (RUSSIAN, "mac_cyrillic"),
    ],
)
def test_what_can_be_read_in_two_ways_is_never_read_wrong(text: str, codec: str, times: int) -> None:
    data = (text * times).encode(codec)
    try:
        document = format_for("a.txt", data).read("a.txt", data)
    except UnreadableError:
        return
    assert document.segment("text").text == text * times


@pytest.mark.parametrize(
    "data",
    [
        "Привет".encode("cp1251"),
        UKRAINIAN.encode()[:-30] + b"\xd0" + UKRAINIAN.encode()[-30:],
        (UKRAINIAN * 5).encode()[1:],
        b"Plain words. " * 100 + b"\xe9",
        RUSSIAN.encode("cp1251") + b"\x00",
    ],
    ids=["short", "damaged UTF-8", "cut UTF-8", "one byte", "binary"],
)
def test_what_is_not_clear_is_held(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        format_for("a.txt", data)


def test_a_page_in_an_old_encoding_is_no_plain_text() -> None:
    with pytest.raises(UnreadableError, match="HTML"):
        format_for("a.txt", f"<html><p>{RUSSIAN}".encode("cp1251"))
