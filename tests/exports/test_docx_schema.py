"""The Word file keeps the order that ECMA-376 asks for, and nothing of the library's template is in it.

The orders are those of the sequences in the standard's `wml.xsd` (part 1, annex A).
"""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from case_state import MADE, METHOD, VERSION, read_case, state_of_case
from lxml import etree

from exports.formats.documents import word
from exports.minutes import build_minutes
from prompts.methods.loading import load_method

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDERS = {
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign"
    " hideMark",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd"
    " tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
    " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
    " vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat"
    " locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
    " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tblBorders": "top left start bottom right end insideH insideV",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime"
    " doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText"
    " printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts"
    " saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader"
    " bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle"
    " proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod"
    " documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting"
    " documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation"
    " consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength"
    " clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting"
    " bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing"
    " displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery"
    " doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin"
    " doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne"
    " strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture"
    " doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText"
    " doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags"
    " alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids"
    " mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats"
    " doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary"
    " shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator",
}


def parts_of(language: str) -> dict[str, bytes]:
    state = state_of_case(read_case() | {"language": language})
    method = METHOD if language == "da" else load_method("tre-skridt", language)
    with zipfile.ZipFile(BytesIO(word.render(build_minutes(state, method, MADE, VERSION)))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return parts_of("da")


@pytest.mark.parametrize("name", ORDERS)
def test_elements_stand_in_the_order_of_the_standard(parts, name) -> None:
    order = ORDERS[name].split()
    seen = 0
    for part, content in parts.items():
        if not (part.startswith("word/") and part.endswith(".xml")):
            continue
        for element in etree.fromstring(content).iter(f"{W}{name}"):
            own = [etree.QName(child).localname for child in element if "2010/wordml" not in child.tag]
            assert set(own) <= set(order), (part, own)
            assert own == sorted(own, key=order.index), part
            seen += 1
    assert seen, f"the example has no {name}"


def test_settings_have_what_the_standard_requires(parts) -> None:
    settings = etree.fromstring(parts["word/settings.xml"])
    assert [zoom.get(f"{W}percent") for zoom in settings.iter(f"{W}zoom")] == ["100"]


def test_nothing_of_the_librarys_template_is_left(parts) -> None:
    assert not [name for name in parts if "thumbnail" in name or "customXml" in name or "Effects" in name]
    told = b"\n".join(parts.values())
    for leftover in (b"Macintosh", b"ja-JP", b"thumbnail", b"python-docx"):
        assert leftover not in told
    assert b"<Application>Tre skridt</Application>" in parts["docProps/app.xml"]
    assert b'w:name="compatibilityMode"' in parts["word/settings.xml"]
    mode = etree.fromstring(parts["word/settings.xml"]).find(
        f".//{W}compatSetting[@{W}name='compatibilityMode']"
    )
    assert int(mode.get(f"{W}val")) >= 15


@pytest.mark.parametrize(
    ("language", "tag", "sign"), [("da", "da-DK", ","), ("en", "en-GB", "."), ("nb", "nb-NO", ",")]
)
def test_word_finds_the_language_and_its_decimal_sign(language, tag, sign) -> None:
    settings = etree.fromstring(parts_of(language)["word/settings.xml"])
    assert settings.find(f"{W}themeFontLang").attrib == {f"{W}val": tag}
    assert settings.find(f"{W}decimalSymbol").get(f"{W}val") == sign


@pytest.mark.parametrize(("language", "tag"), [("da", "da-DK"), ("en", "en-GB"), ("nb", "nb-NO")])
def test_word_hyphenates_every_text_in_the_language_it_is_written_in(language, tag) -> None:
    content = parts_of(language)
    assert etree.fromstring(content["word/settings.xml"]).find(f"{W}autoHyphenation") is not None
    styles = etree.fromstring(content["word/styles.xml"])
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == tag
    document = etree.fromstring(content["word/document.xml"])
    others = {lang.get(f"{W}val") for root in (styles, document) for lang in root.iter(f"{W}lang")}
    assert others == {tag}
    assert not [*styles.iter(f"{W}suppressAutoHyphens"), *document.iter(f"{W}suppressAutoHyphens")]


def test_every_part_is_named_by_type_and_every_relation_leads_somewhere(parts) -> None:
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = name.replace("_rels/", "").rpartition("/")[0]
        for relation in etree.fromstring(content):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target")
                path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
                assert path in parts, (name, target)
