"""The program's texts: one catalogue per language, looked up by key.

Sentences live in `prompts/language/interface/<language>/*.toml` so that wording can be reviewed by somebody
who does not read code. Danish is the language the others are held against: a test compares the keys
and the fields. A value is a sentence with `{name}` fields, or a table with `one` and
`other` chosen by the field `n`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePath
from threading import Lock

from prompts.language.cleaning import clean

LANGUAGES = ("da", "en", "nb")
DEFAULT_LANGUAGE = "da"
LANGUAGE_NAMES = {"da": "Dansk", "en": "English", "nb": "Norsk bokmål"}
"""Each language's own name, for people who cannot read the language on the screen."""

ENDS = (".", "!", "?", "…")
"""A text that ends with one of these, in quotation marks or not, is a sentence that has ended."""
CLOSING = '”»")'

_CATALOGUES = Path(__file__).parent / "interface"


class UnknownWordsError(KeyError):
    """The catalogue has no sentence under this key: a bug in the program."""


class Words:
    """The sentences of one language."""

    def __init__(self, language: str, unread: Mapping[Path, str]) -> None:
        """`unread`: its files and their texts, each parsed when a group in it is first asked for."""
        self.language = language
        self._sentences: dict[str, str | Mapping[str, str]] = {}
        self._unread = dict(unread)
        self._files: dict[str, list[Path]] = {}
        for file, text in unread.items():
            for group in _groups_in(text):
                self._files.setdefault(group, []).append(file)
        self._reading = Lock()

    def __call__(self, key: str, **fields: object) -> str:
        """Return the sentence `key` with its fields filled in. Raises UnknownWordsError."""
        sentence = self._sentences.get(key)
        if sentence is None:
            self._read(key.partition(".")[0])
            sentence = self._sentences.get(key) or _added(self.language).get(key)
        if sentence is None:
            raise UnknownWordsError(key)
        if isinstance(sentence, str):
            return _filled(sentence, fields) if fields else sentence
        form = "one" if fields.get("n") == 1 else "other"
        return _filled(sentence[form], fields)

    def under(self, prefix: str) -> dict[str, str | Mapping[str, str]]:
        """Every sentence whose key starts with `prefix`, keyed by the rest of its key."""
        group, dot, _ = prefix.partition(".")
        for each in (group,) if dot else tuple(self._files):
            self._read(each)
        every = {**_added(self.language), **self._sentences}
        return {key[len(prefix) :]: text for key, text in every.items() if key.startswith(prefix)}

    def _read(self, group: str) -> None:
        with self._reading:
            for file in self._files.pop(group, ()):
                if text := self._unread.pop(file, ""):
                    found: dict[str, str | Mapping[str, str]] = {}
                    _flatten(tomllib.loads(text), "", found)
                    self._sentences.update(found)


def _groups_in(text: str) -> set[str]:
    """The groups that have a table in a file of the catalogue; looking for them costs less than parsing."""
    return {table.partition("]")[0].partition(".")[0] for table in f"\n{text}".split("\n[")[1:]}


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey instead of showing it; a file's name or a value in it may hold such signs."""


def _harmless(value: object) -> object:
    return clean(str(value)) if isinstance(value, str | PurePath) else value


def _filled(sentence: str, fields: Mapping[str, object]) -> str:
    """The sentence with its fields; a text that ends with a mark of its own gets no full stop after that."""
    if any(isinstance(value, str | PurePath) and _CONTROL.search(str(value)) for value in fields.values()):
        fields = {name: _harmless(value) for name, value in fields.items()}
    for name, value in fields.items():
        if isinstance(value, str) and value.rstrip(CLOSING).endswith(ENDS):
            for after in ("", *CLOSING):
                sentence = sentence.replace(f"{{{name}}}{after}.", f"{{{name}}}{after}")
    return sentence.format_map(fields)


@functools.cache
def load_words(language: str = DEFAULT_LANGUAGE) -> Words:
    """The catalogue of `language`: every file in its folder.

    A method may be written in a language that the program does not speak; it then says its own
    words in the default one.
    """
    if language not in LANGUAGES:
        return load_words(DEFAULT_LANGUAGE)
    return Words(language, _texts(language, "*"))


@functools.cache
def load_part(language: str, part: str) -> Words:
    """Load a single file of the catalogue, for callers that must start quickly."""
    return Words(language, _texts(language, part))


def add_catalogue(package: str) -> None:
    """Add the sentences in `words/<language>.toml` of `package`, also to `Words` that are already loaded.

    They are grouped like the program's own, such as `panels.<kind>`, and never override one of those.
    A language that the package lacks falls back to the default one.
    """
    if package not in _packages:
        _packages.append(package)
        _added.cache_clear()


_packages: list[str] = []


@functools.cache
def _added(language: str) -> Mapping[str, str | Mapping[str, str]]:
    flat: dict[str, str | Mapping[str, str]] = {}
    for package in _packages:
        from importlib import resources  # no command waits for it where nothing was added

        folder = resources.files(package) / "words"
        file = folder / f"{language}.toml"
        if not file.is_file():
            file = folder / f"{DEFAULT_LANGUAGE}.toml"
        if file.is_file():
            _flatten(tomllib.loads(file.read_text("utf-8")), "", flat)
    return flat


def _texts(language: str, name: str) -> dict[Path, str]:
    return {file: file.read_text("utf-8") for file in sorted((_CATALOGUES / language).glob(f"{name}.toml"))}


def _flatten(tree: Mapping[str, object], prefix: str, flat: dict[str, str | Mapping[str, str]]) -> None:
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, str):
            flat[name] = value
        elif isinstance(value, Mapping) and set(value) == {"one", "other"}:
            flat[name] = {form: str(text) for form, text in value.items()}
        elif isinstance(value, Mapping):
            _flatten(value, f"{name}.", flat)
        else:
            raise TypeError(f"{name}: expected a sentence or a table")
