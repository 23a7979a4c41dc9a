"""The shipped method with a pack that has sets of its own, in a folder of the test's."""

import shutil
from dataclasses import replace
from importlib import resources
from pathlib import Path

import prompts
from prompts.methods.loading import load_method

PACK = Path(__file__).parent.parent / "shapes" / "egne-former"
PEOPLE = tuple(f"p{number}" for number in range(6))


def shaped_folder(tmp_path):
    """The folder of such a method, with no other pack in it."""
    made = tmp_path / "metode"
    shutil.copytree(Path(str(resources.files(prompts))) / "methods" / "tre-skridt", made)
    shutil.rmtree(made / "packs")
    shutil.copytree(PACK, made / "packs" / PACK.name)
    return made


def shaped_method(folder):
    """The method in that folder, found again by where it is."""
    return replace(load_method(str(folder)), key=str(folder))
