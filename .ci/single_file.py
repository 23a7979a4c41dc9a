"""Build the program as one file for the system that this runs on, with PyInstaller: `make single`.

Usage, from the top of the checkout, with the program and PyInstaller installed:
python .ci/single_file.py [FOLDER]

The file is FOLDER/workshop, on Windows `workshop.exe` (`dist` if no folder is given). It brings Python and
all libraries, those of the extras `pdf` and `slides` too: nothing can be installed into it afterwards.

It unpacks itself at every start, as command and as host. Typst's module is nearly half of it and is used
only where a PDF is made, so it stays packed until it is imported (`unpack_when_imported.py`).
"""

from __future__ import annotations

import importlib.util
import lzma
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = ("prompts", "sessions", "exports", "workshop")
NAMED_AT_RUN_TIME = (
    "textual",
    "text_unidecode",
    "snowballstemmer",
    "babel.dates",
    "babel.numbers",
    "tzdata",
)
"""Packages whose modules are imported by name, which no analysis of the code finds."""
VERSIONS_ASKED_FOR = ("tre-skridt", "textual", "aiohttp", "python-docx")
COUNTRIES = ("denmark", "norway")
EXTRAS = ("typst", "pptx")
NEVER_USED = ("tkinter", "numpy", "IPython", "pytest", "setuptools", "pip", "pkg_resources")
LATE = "typst._typst"
"""The module that stays packed until it is imported."""
LANGUAGES = ("root", "da", "en", "nb", "no")
"""Those of babel's thousand locales whose dates are written."""

SPEC = """
from pathlib import Path

from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

hidden, data = [], []
for package in {ours!r}:
    hidden += collect_submodules(package)
    data += collect_data_files(package)
for package in {named!r}:
    hidden += collect_submodules(package)
for package in {versions!r}:
    data += copy_metadata(package)
data += collect_data_files("textual") + collect_data_files("text_unidecode")
data += collect_data_files("tzdata")  # Windows and the barest Linux have no time zones of their own
data += collect_data_files("pptx")
hidden += [f"holidays.countries.{{each}}" for each in {countries!r}]

analysis = Analysis([{entry!r}], pathex=[{root!r}], hiddenimports=hidden, datas=data, excludes={excluded!r},
    module_collection_mode={{"docx": "pyz+py"}},  # it opens its templates by a path through its own folder
    runtime_hooks=[{hook!r}],
)


def is_needed(entry):
    path = entry[0].replace("\\\\", "/")
    name = path.rsplit("/", 1)[-1].removesuffix(".dat")
    return "locale-data/" not in path or name.split("_")[0] in {languages!r}


analysis.datas = [entry for entry in analysis.datas if is_needed(entry)]
analysis.datas.append((Path({late!r}).name + ".xz", {packed!r}, "DATA"))
analysis.binaries = [entry for entry in analysis.binaries if Path(entry[0]).name != Path({late!r}).name]
EXE(
    PYZ(analysis.pure), analysis.scripts, analysis.binaries, analysis.datas,
    name="workshop", console=True, upx=False, strip=False,
)
"""


def build(folder: Path) -> Path:
    """Build into `folder` and return the file. Raises SystemExit where PyInstaller is missing or fails."""
    try:
        from PyInstaller.__main__ import run
    except ImportError:
        raise SystemExit(
            "PyInstaller is not installed: python -m pip install pyinstaller, and again."
        ) from None
    if missing := [name for name in EXTRAS if importlib.util.find_spec(name) is None]:
        raise SystemExit(f"{', '.join(missing)} missing: python -m pip install '.[pdf,slides]', and again.")
    with tempfile.TemporaryDirectory() as work:
        spec = Path(work) / "workshop.spec"
        late = importlib.util.find_spec(LATE)
        if late is None or late.origin is None:
            raise SystemExit(f"{LATE} is not a file that can be packed.")
        packed = Path(work) / "late.xz"
        packed.write_bytes(lzma.compress(Path(late.origin).read_bytes()))
        spec.write_text(
            SPEC.format(
                ours=OURS,
                named=NAMED_AT_RUN_TIME,
                versions=VERSIONS_ASKED_FOR,
                countries=COUNTRIES,
                excluded=list(NEVER_USED),
                languages=LANGUAGES,
                entry=str(ROOT / "workshop" / "__main__.py"),
                root=str(ROOT),
                hook=str(Path(__file__).with_name("unpack_when_imported.py").resolve()),
                late=late.origin,
                packed=str(packed),
            ),
            encoding="utf-8",
        )
        run(["--noconfirm", "--log-level=WARN", f"--distpath={folder}", f"--workpath={work}", str(spec)])
    return folder / ("workshop.exe" if sys.platform == "win32" else "workshop")


if __name__ == "__main__":
    built = build(Path(sys.argv[1] if sys.argv[1:] else ROOT / "dist"))
    sys.stdout.write(f"{built}: {built.stat().st_size / 1e6:.0f} MB\n")
