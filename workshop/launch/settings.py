"""The command line's global options, for code that opens a workshop."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from prompts.language.words import Words, load_words
from workshop.launch.language import language_of_environment
from workshop.machine.folders import Folders, chosen_data_folder, find_folders

DEFAULT_PORT = 8140


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options; a field is None if its option was not given."""

    data_dir: Path | None = None
    methods: Path | None = None
    language: str | None = None
    port: int | None = None
    bind: str | None = None
    public_url: str | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    mirror: Path | None = None
    wifi_name: str | None = None
    wifi_password: str | None = field(default=None, repr=False)

    @property
    def words(self) -> Words:
        """The words of the chosen language."""
        return load_words(self.language or language_of_environment())

    def nothing_here(self) -> str:
        """That there are no workshops, and that the chosen data folder is missing where it is."""
        chosen = chosen_data_folder(self.data_dir)
        if chosen is not None and not chosen.is_dir():
            return self.words("cli.no-data-folder", folder=chosen)
        return self.words("cli.no-sessions")

    def folders(self, exports: Path | None = None) -> Folders:
        """The folders of the chosen data folder."""
        return find_folders(self.data_dir, exports, self.methods)
