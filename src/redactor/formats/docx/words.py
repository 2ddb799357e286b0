"""Words of WordprocessingML's own types: a property with any other word may say something of somebody."""

from __future__ import annotations

import re

_LIST = """
true false on off auto none nil default
left center right both start end distribute mediumKashida highKashida lowKashida thaiDistribute numTab
single words double thick dotted dottedHeavy dash dashedHeavy dashLong dashLongHeavy dotDash dashDotHeavy
dotDotDash dashDotDotHeavy wave wavyHeavy wavyDouble doubleWave dashed triple thinThickSmallGap
thickThinSmallGap thinThickThinSmallGap thinThickMediumGap thickThinMediumGap thinThickThinMediumGap
thinThickLargeGap thickThinLargeGap thinThickThinLargeGap dashSmallGap dashDotStroked threeDEmboss
threeDEngrave outset inset
black blue cyan green magenta red yellow white darkBlue darkCyan darkGreen darkMagenta darkRed darkYellow
darkGray lightGray dark1 light1 dark2 light2 accent1 accent2 accent3 accent4 accent5 accent6 hyperlink
followedHyperlink background1 text1 background2 text2
clear solid horzStripe vertStripe reverseDiagStripe diagStripe horzCross diagCross thinHorzStripe
thinVertStripe thinReverseDiagStripe thinDiagStripe thinHorzCross thinDiagCross
baseline superscript subscript dot comma circle underDot
exact atLeast top bottom allLines firstAndLastLine firstLineOnly lastLineOnly
lrTb tbRl btLr lrTbV tbRlV tbLrV tb rl lr ltr rtl
decimal bar num hyphen underscore heavy middleDot
notBeside around tight through text margin page drop inside outside inline
nextPage nextColumn continuous evenPage oddPage portrait landscape front back allPages firstPage notFirstPage
newPage newSection period colon emDash enDash
upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital
japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand
decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung
decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle
ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional
taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand
koreanDigital koreanCounting koreanLegal koreanDigital2 vietnameseCounting russianLower russianUpper
numberInDash hebrew1 hebrew2 arabicAlpha arabicAbjad hindiVowels hindiConsonants hindiNumbers hindiCounting
thaiLetters thaiNumbers thaiCounting bahtText dollarText
eachSect eachPage pageBottom beneathText sectEnd docEnd singleLevel multilevel hybridMultilevel tab space
nothing
pct dxa fixed autofit never overlap continue restart paragraph character table numbering
wholeTable firstRow lastRow firstCol lastCol band1Vert band2Vert band1Horz band2Horz neCell nwCell seCell
swCell
lines linesAndChars snapToChars round square angle curly column textWrapping all first even odd normal
separator continuationSeparator continuationNotice
blinkBackground lights antsBlack antsRed shimmer sparkle
eastAsia cs majorEastAsia majorBidi majorAscii majorHAnsi minorEastAsia minorBidi minorAscii minorHAnsi
compatibilityMode overrideTableStyleFontSizeAndJustification enableOpenTypeFeatures doNotFlipMirrorIndents
differentiateMultirowTableHeaders useWord2013TrackBottomHyphenation
doNotCompress compressPunctuation compressPunctuationAndJapaneseKana
"""
_WORDS = frozenset(_LIST.split())
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:%|pt|cm|mm|in|pc|pi)?|pct\d{1,2}|[01]{12}")
_COLOUR = re.compile(r"[0-9A-F]{6}|f{6}|[0-9A-Fa-f]{2}")
_HEX = re.compile(r"(?=.*\d)[0-9A-Fa-f]{4}(?:[0-9A-Fa-f]{2})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


def is_word_of_its_own(attribute: str, value: str) -> bool:
    """Whether a value is a number, a colour, or a word that WordprocessingML itself has.

    Args:
        attribute: local name of the attribute; only a few may hold a language.
        value: its value.
    """
    if attribute in {"val", "eastAsia", "bidi"} and _LANGUAGE.fullmatch(value):
        return len(value) != 3 or "-" in value  # three letters alone may be initials
    return value in _WORDS or any(p.fullmatch(value) for p in (_NUMBER, _COLOUR, _HEX))
