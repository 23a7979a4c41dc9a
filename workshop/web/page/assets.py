"""The page's three files, assembled in memory, compressed and uncompressed.

No build step: style sheets are concatenated by name, scripts so that each stands after those it imports,
without their `import` and `export`, which would be weight only. The words are embedded as data.
Comments, spaces and long names are left out as the files are read (`shortening`): an eighth of the download.
"""

from __future__ import annotations

import base64
import gzip
import html
import posixpath
import re
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from prompts.language.cleaning import LONGEST_NAME, LONGEST_TEXT
from prompts.language.words import LANGUAGES, Words, load_words
from prompts.methods.kinds import traits_of
from prompts.methods.look import NO_LOOK, Look
from prompts.methods.model import Kind
from sessions.model import Workshop
from workshop.live.join_words import sign_of
from workshop.live.secrets import CODE_LENGTH
from workshop.web.page.shortening import short_keys, shorten_script, shorten_style, with_short_keys

_IMPORT = re.compile(r"^import (?:[^\";]* from )?\"(\.[\w./-]+)\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_STYLE_COMMENT = re.compile(r"[ \t]*/\*.*?\*/\n?", re.DOTALL)
LIMITS = {"text": LONGEST_TEXT, "name": LONGEST_NAME, "code": CODE_LENGTH}
"""Limits that the page checks before sending; the server checks them again."""
_PLACE = re.compile(r"\{\{(words|limits|title|language|organisation|sign|no_script)\}\}")


PAPER, DARK_PAPER, ON_DARK = "#fffefb", "#1a242b", "#06282b"
"""The grounds on which the accent is read, and what is written on it in the dark: as in `10-page.css`."""
SELDOM = (Kind.RECORD,)
"""Kinds that few workshops have: the page is light, and their scripts go only where they are needed."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, ready to send."""

    content_type: str
    plain: bytes
    packed: bytes

    def body(self, accepts_gzip: bool) -> bytes:
        """The bytes to send."""
        return self.packed if accepts_gzip else self.plain


class Assets:
    """The page, its style sheet and its scripts."""

    def __init__(
        self,
        words: Words,
        folder: Traversable | None = None,
        kinds: tuple[Kind, ...] = (),
        look: Look = NO_LOOK,
    ) -> None:
        """Read the page's files, and the scripts that only some workshops need, by the `kinds` of this one.

        `look` is the method's own colour, logo and name.

        Raises OSError if the program, or a kind, is not completely installed.
        """
        source = folder or resources.files("workshop.web") / "page"
        self._template = _read(source / "index.html")
        self._words = words
        self._shown = ("", "", "")
        self._pages: dict[str, Asset] = {}
        self._kinds = kinds
        left_out = {f"{kind}.js" for kind in SELDOM if kind not in kinds}
        own = (file for file in scripts(source) if file.name not in left_out)
        script = "\n".join(map(_joined, (*own, *scripts_from_elsewhere(kinds))))
        style = _STYLE_COMMENT.sub("", "".join(map(_read, styles(source)))) + own_style(look)
        self._brand = look.name
        self.style = _asset("text/css", shorten_style(style))
        shortened = shorten_script(script)
        self._codes = short_keys(shortened, words.under("phone."))
        self.script = _asset("text/javascript", with_short_keys(shortened, self._codes))

    def page(self, workshop: Workshop, language: str = "") -> Asset:
        """The page with the words, and the names of the inviting organisation and group.

        `language` is the one that a person has chosen for their own phone; unknown or empty: the workshop's.
        """
        words = load_words(language) if language in LANGUAGES else self._words
        shown = (workshop.title, workshop.organisation, workshop.join_secret)
        if shown != self._shown:
            self._shown, self._pages = shown, {}
        if words.language not in self._pages:
            self._pages[words.language] = _asset("text/html", self._filled(workshop, words))
        return self._pages[words.language]

    def _filled(self, workshop: Workshop, words: Words) -> str:
        texts = {
            "language": html.escape(words.language),
            "title": html.escape(workshop.title),
            "organisation": html.escape(workshop.organisation),
            "sign": html.escape(sign_of(workshop.join_secret, self._words)),
            "no_script": html.escape(words("page.no_script")),
            "limits": data_block(LIMITS),
            "words": data_block(self._sentences(words)),
        }
        return _PLACE.sub(lambda match: texts[match[1]], self._template)

    def _sentences(self, words: Words) -> dict[str, object]:
        left_out = tuple(f"{kind}." for kind in SELDOM if kind not in self._kinds)
        told: dict[str, object] = {
            self._codes.get(key, key): said
            for key, said in words.under("phone.").items()
            if not key.startswith(left_out)
        }
        return told | {"brand": self._brand} if self._brand else told


def own_style(look: Look) -> str:
    """The method's colour where it can be read, on light and on dark ground, and its logo as the mark."""
    style = ""
    if look.ink(PAPER, "") and look.ink("#ffffff", ""):
        accent = f":root{{--accent:{look.colour};--on-accent:#ffffff}}"
        style += f"@media not all and (prefers-color-scheme:dark){{{accent}}}"
    if look.ink(DARK_PAPER, "") and look.ink(ON_DARK, ""):
        accent = f":root{{--accent:{look.colour};--on-accent:{ON_DARK}}}"
        style += f"@media (prefers-color-scheme:dark){{{accent}}}"
    if look.logo:
        picture = base64.b64encode(look.logo).decode("ascii")
        style += ".brand .brand-mark{width:7rem;height:2.5rem;border-radius:.3rem;background:#fff "
        style += f"url(data:image/png;base64,{picture}) center/contain no-repeat}}"
        style += ".brand .brand-mark i{display:none}"
    return style


def data_block(data: object) -> str:
    """`data` as JSON that an HTML parser cannot mistake for the end of its `<script>`."""
    text = msgspec.json.encode(data).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def styles(folder: Traversable) -> list[Traversable]:
    """The style sheets by name: the order in which they are concatenated, so that later ones override."""
    return _by_name(folder, ".css")


def scripts(folder: Traversable) -> list[Traversable]:
    """The scripts in the order in which they are concatenated: each after those it imports, else by name."""
    named = {file.name: file for file in _by_name(folder, ".js")}
    named |= {f"kinds/{file.name}": file for file in _by_name(folder / "kinds", ".js")}
    order: dict[str, Traversable] = {}
    for name in named:
        _take(name, named, order, set())
    return list(order.values())


def _take(name: str, named: dict[str, Traversable], order: dict[str, Traversable], begun: set[str]) -> None:
    """Put `name` into `order` after what it imports; of files that import each other one has to be first."""
    if name in order or name in begun or name not in named:
        return
    begun.add(name)
    for path in _IMPORT.findall(_read(named[name])):
        _take(posixpath.normpath(posixpath.join(posixpath.dirname(name), path)), named, order, begun)
    order[name] = named[name]


def scripts_from_elsewhere(kinds: tuple[Kind, ...]) -> list[Traversable]:
    """The scripts of the external ones of `kinds`."""
    packages = (traits_of(kind).package for kind in kinds)
    return [resources.files(package) / "script.js" for package in packages if package]


def _by_name(folder: Traversable, ending: str) -> list[Traversable]:
    files = folder.iterdir() if folder.is_dir() else ()
    return sorted((file for file in files if file.name.endswith(ending)), key=lambda file: file.name)


def _joined(file: Traversable) -> str:
    """A script's text as a part of the one that is served."""
    return _EXPORT.sub("", _IMPORT.sub("", _read(file)))


def _read(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")


def _asset(content_type: str, text: str) -> Asset:
    plain = text.encode()
    return Asset(content_type, plain, gzip.compress(plain, 9, mtime=0))
