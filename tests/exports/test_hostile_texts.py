"""Whatever people write is shown as they wrote it and changes nothing around it, in every format."""

from __future__ import annotations

import functools
import json
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import docx
import pytest
from case_state import MADE, METHOD, VERSION, read_case, state_of, workshop
from hostile import PLAIN, TEXTS, state_with
from lxml import etree
from markdown_it import MarkdownIt

from exports.formats import html, json_format, markdown
from exports.formats.documents import word
from exports.minutes import build_minutes
from exports.options import Options, Version
from prompts.language.cleaning import clean, clean_line
from sessions import model

WHOLE = Options(Version.ANNEX)
"""The version with the annex, in which every text stands whole."""


def minutes_with(text):
    return build_minutes(state_with(text), METHOD, MADE, VERSION, WHOLE)


@functools.cache
def plain_shape(render, shape_of):
    return shape_of(render(minutes_with(PLAIN)))


@pytest.fixture(params=TEXTS, ids=[ascii(text)[1:25] for text in TEXTS])
def text(request):
    return request.param


def markdown_shape(source):
    """The kinds of all tokens, and all texts."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shape, texts = [], []
    for token in reader.parse(source.decode()):
        shape.append((token.type, token.tag, token.level, tuple(sorted(token.attrs))))
        run = []
        for child in token.children or ():
            if child.type == "text":
                run.append(child.content)
            else:
                texts.append("".join(run))
                run = []
                shape.append((child.type, child.tag))
        texts.append("".join(run))
    return shape, [found.strip() for found in texts if found.strip()]


@pytest.mark.wide(short=26)
def test_markdown_keeps_its_structure_and_the_text(text):
    shape, texts = markdown_shape(markdown.render(minutes_with(text)))
    assert shape == plain_shape(markdown.render, markdown_shape)[0]
    assert clean_line(text) in texts


class Page(HTMLParser):
    """Collects the elements, the attributes and the words of a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.shape, self.values, self.words = [], [], []
        self.comments = []

    def handle_starttag(self, tag, attributes):
        self.shape.append((tag, tuple(name for name, _ in attributes)))
        self.values += [value or "" for name, value in attributes]

    def handle_endtag(self, tag):
        self.shape.append(("/", tag))

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.comments.append(data)


def read_page(content):
    page = Page()
    page.feed(content.decode())
    return page


@pytest.mark.wide(short=28)
def test_the_page_keeps_its_structure_and_reaches_nothing_outside(text):
    page = read_page(html.render(minutes_with(text)))
    assert page.shape == plain_shape(html.render, read_page).shape
    assert {tag for tag, _ in page.shape}.isdisjoint(
        {"script", "img", "link", "iframe", "object", "a", "base"}
    )
    assert not [
        name for _, names in page.shape for name in names if name.startswith("on") or name in ("src", "href")
    ]
    assert not [value for value in page.values if "//" in value]
    assert page.comments == []
    assert clean(text) in page.words


def word_shape(content):
    file = docx.Document(BytesIO(content))
    body = file.element.body
    return file, [(element.tag, element.get("{*}val")) for element in body.iter() if not _is_run(element)]


def _is_run(element):
    return etree.QName(element).localname in ("r", "t", "br", "tab", "rPr", "rStyle", "b", "noBreakHyphen")


MEANT_FOR_XML = re.compile("[<>&\\x00-\\x1f\\u200b\\u202e\\ud800-\\udfff\\ufffe]")


def in_word(text):
    """Ordinarily in every field: what XML or Word might stumble over. All stand in one field below."""
    ordinary = MEANT_FOR_XML.search(text) or len(text) > 1_000
    return pytest.param(text, id=ascii(text)[1:25], marks=() if ordinary else pytest.mark.long)


def minutes_with_each(texts):
    items = [model.ParkedItem(str(place), place, text, "", False) for place, text in enumerate(texts)]
    return build_minutes(state_of(workshop(read_case()), *items), METHOD, MADE, VERSION, WHOLE)


def test_one_word_file_holds_every_text_and_keeps_its_structure():
    file, shape = word_shape(word.render(minutes_with_each(TEXTS)))
    assert shape == word_shape(word.render(minutes_with_each([PLAIN] * len(TEXTS))))[1]
    written = [paragraph.text for paragraph in file.paragraphs]
    written += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert [text for text in TEXTS if not any(clean(text) in each for each in written)] == []


@pytest.mark.wide(short=3)
@pytest.mark.parametrize("text", [in_word(text) for text in TEXTS])
def test_the_word_file_opens_again_and_keeps_its_structure(text):
    content = word.render(minutes_with(text))
    file, shape = word_shape(content)
    assert shape == plain_shape(word.render, word_shape)[1]
    paragraphs = [run.text for paragraph in file.paragraphs for run in paragraph.runs]
    assert clean(text) in paragraphs
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
            assert b'TargetMode="External"' not in archive.read(name)


def test_json_holds_the_cleaned_text(text):
    written = json.loads(json_format.render(minutes_with(text)))
    assert written["initiatives"][0]["text"] == clean(text)
    assert written["title"] == clean_line(text)


@pytest.mark.wide
def test_no_format_is_broken_by_any_character_there_is():
    everything = [
        "x" + "".join(map(chr, range(start, min(start + 1_000, 0x110000))))
        for start in range(0, 0x110000, 1_000)
    ]
    items = [model.ParkedItem(str(place), place, text, "", False) for place, text in enumerate(everything)]
    minutes = build_minutes(state_of(workshop(read_case()), *items), METHOD, MADE, VERSION, WHOLE)
    forbidden = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
    for render in (markdown.render, html.render, json_format.render):
        assert not forbidden.search(render(minutes).decode("utf-8"))
    file = docx.Document(BytesIO(word.render(minutes)))
    assert not forbidden.search("".join(paragraph.text for paragraph in file.paragraphs))


def test_a_text_that_missed_the_gate_is_cleaned_on_its_way_out():
    minutes = replace(minutes_with(PLAIN), title="a\x1b[2Jb\x00", source_line="c\u202ed")
    for render in (markdown.render, html.render):
        assert not re.search("[\x00\x1b\u202e]", render(minutes).decode())
    assert docx.Document(BytesIO(word.render(minutes))).core_properties.title == "a[2Jb"
