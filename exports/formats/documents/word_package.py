"""The parts of the Word file beside its text: what python-docx's template brings along is taken out.

The template was made with a Macintosh version of Word: a thumbnail of its blank page, its properties, an
Asian theme language and the compatibility mode of 2010 would all stand in the minutes.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

_COMPATIBILITY = "15"
"""Word 2013 and later; with less Word shows “compatibility mode” in its title bar."""
_STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_DECIMAL_SIGNS = {"da-DK": (",", ";"), "nb-NO": (",", ";")}
_PROPERTIES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>Tre skridt</Application></Properties>"""


def tidy_package(file: WordDocument, tag: str) -> None:
    """Take the template's leftovers out of `file`, and set the language `tag` where Word looks for it."""
    package = file.part.package
    dropped = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    for relations, kinds in (
        (package.rels, dropped),
        (file.part.rels, (RELATIONSHIP_TYPE.CUSTOM_XML, _STYLES_WITH_EFFECTS)),
    ):
        for key in [key for key, relation in relations.items() if relation.reltype in kinds]:
            del relations[key]
    name = PackURI("/docProps/app.xml")
    properties = Part(name, CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _PROPERTIES.encode(), package)
    package.relate_to(properties, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    _settings(file, tag)


def _settings(file: WordDocument, tag: str) -> None:
    settings = file.settings.element
    for name in ("w:savePreviewPicture", "w:rsids", "w:proofState"):
        for element in settings.findall(qn(name)):
            settings.remove(element)
    for zoom in settings.findall(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")  # the schema requires it, and the template has none
    for language in settings.findall(qn("w:themeFontLang")):
        language.attrib.clear()
        language.set(qn("w:val"), tag)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _COMPATIBILITY)
    decimal, between = _DECIMAL_SIGNS.get(tag, (".", ","))
    for name, sign in (("w:decimalSymbol", decimal), ("w:listSeparator", between)):
        for element in settings.findall(qn(name)):
            element.set(qn("w:val"), sign)
