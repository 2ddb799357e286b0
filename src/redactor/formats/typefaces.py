"""Typefaces that many people have: their names tell nothing. Any other name may be somebody's own."""

from __future__ import annotations

_LIST = """
Aptos
Aptos Display
Arial
Arial Black
Arial Narrow
Arial Unicode MS
Batang
BatangChe
Book Antiqua
Bookman Old Style
Calibri
Calibri Light
Cambria
Cambria Math
Candara
Carlito
Caladea
Century
Century Gothic
Comic Sans MS
Consolas
Constantia
Corbel
Courier
Courier New
DejaVu Sans
DejaVu Sans Mono
DejaVu Serif
Dotum
DotumChe
Franklin Gothic Book
Franklin Gothic Medium
Garamond
Georgia
Gill Sans MT
Gulim
GulimChe
Gungsuh
Helvetica
Helvetica Neue
Impact
Lato
Liberation Mono
Liberation Sans
Liberation Serif
Linux Libertine G
Lucida Console
Lucida Sans
Lucida Sans Unicode
Malgun Gothic
Microsoft YaHei
MS Gothic
MS Mincho
MS PGothic
MS Sans Serif
NanumGothic
NanumMyeongjo
Noto Sans
Noto Sans CJK KR
Noto Sans CJK SC
Noto Sans KR
Noto Serif
Noto Serif CJK KR
Open Sans
OpenSymbol
Palatino Linotype
PT Sans
PT Serif
Roboto
Segoe UI
Segoe UI Symbol
SimHei
SimSun
Source Sans Pro
Symbol
Tahoma
Times
Times New Roman
Trebuchet MS
Ubuntu
Verdana
Webdings
Wingdings
Wingdings 2
Wingdings 3
Yu Gothic
Yu Mincho
굴림
궁서
나눔고딕
나눔명조
돋움
맑은 고딕
바탕
"""
TYPEFACES = frozenset(_LIST.split("\n")) - {""}
