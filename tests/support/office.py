"""LibreOffice and poppler as readers of our files that know nothing of the program."""

from __future__ import annotations

import subprocess
from pathlib import Path


def converted(folder: Path, ending: str, **files: bytes) -> dict[str, Path]:
    """Each of `files` (by `name_ending`, such as `plan_docx`) as LibreOffice rewrites it with `ending`."""
    sources = {name: folder / name.replace("_", ".") for name in files}
    for name, content in files.items():
        sources[name].write_bytes(content)
    # A profile of its own: two at once would otherwise wait for, or end, each other.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "converted"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(out)]
    subprocess.run([*command, *map(str, sources.values())], check=True, capture_output=True, timeout=110)
    kind = ending.partition(":")[0]
    return {name: out / f"{path.stem}.{kind}" for name, path in sources.items()}


def text_of_pdf(path: Path, last: int = 0) -> str:
    """The text of a PDF as poppler reads it, up to page `last` (0: all), with its lines joined."""
    pages = ["-l", str(last)] if last else []
    command = ["pdftotext", "-enc", "UTF-8", *pages, str(path), "-"]
    told = subprocess.run(command, check=True, capture_output=True)
    return " ".join(told.stdout.decode().split())


def facts_of_pdf(path: Path) -> dict[str, str]:
    """What poppler says of a PDF: pages, size of the page, title, whether it is tagged."""
    told = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True).stdout.decode()
    pairs = (line.partition(":") for line in told.splitlines())
    return {name: value.strip() for name, _, value in pairs}


def structure_of_pdf(path: Path) -> str:
    """The structure tree of a PDF as poppler reads it: one element a line."""
    command = ["pdfinfo", "-struct", str(path)]
    # A heading's text is printed as it stands in the file, which need not be UTF-8.
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
