"""What a stranger reads first: in two languages, with links that lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest
from make_command_table import READMES, with_commands

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"^\| (`[^|]*(?:\\\|[^|]*)*) \| .+ \|$", re.M)


def papers(root: Path) -> list[Path]:
    return [*root.glob("*.md"), *(root / "docs").glob("*.md")]


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as they are made where pages are shown."""
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_link_between_the_papers_leads_somewhere(root: Path, packages: dict[str, Path]) -> None:
    """What is linked to in a package is looked for where the package is."""
    dead = []
    for paper in papers(root):
        for link in LINK.findall(paper.read_text("utf-8")):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            goal = (paper.parent / path).resolve() if path else paper
            first, *rest = goal.relative_to(root.resolve()).parts
            goal = packages[first].joinpath(*rest) if first in packages else goal
            found = goal.exists() and (not anchor or anchor in anchors(goal.read_text("utf-8")))
            dead += [] if found else [f"{paper.name}: {link}"]
    assert dead == []


def test_every_paper_can_be_reached_from_the_index_or_the_readme(root: Path) -> None:
    linked = {
        (start.parent / link.partition("#")[0]).resolve()
        for start in (root / "docs" / "index.md", root / "README.md")
        for link in LINK.findall(start.read_text("utf-8"))
    }
    assert {paper.name for paper in (root / "docs").glob("*.md") if paper.resolve() not in linked} == set()


def user_part(root: Path, name: str) -> str:
    return (root / name).read_text("utf-8").split("\n## For developers\n")[0]


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(re.compile(r"^(#+) ", re.M), id="headings"),
        pytest.param(re.compile(r"\((docs/[^)]+)\)"), id="pictures and guide"),
        pytest.param(re.compile(r"^(\d\.) \*\*", re.M), id="steps"),
        pytest.param(re.compile(r"^((?:pipx|uv|python3|\.) .+)$", re.M), id="commands to install"),
        pytest.param(re.compile(r"(?:^\| |· )`((?:workshop|doctor)[ \w-]*)", re.M), id="commands"),
    ],
)
def test_the_english_readme_has_what_the_danish_has(root: Path, shape: re.Pattern[str]) -> None:
    english = {"navn": "name", "titel": "title", "fil": "file"}
    danish = [
        re.sub(r"(?<= )(navn|titel|fil)$", lambda place: english[place[1]], found)
        for found in shape.findall(user_part(root, "README.md"))
    ]
    assert danish
    translated = [
        re.sub(r"\.en\.md$|-en(?=\.svg$)", lambda own: ".md" if own[0] == ".en.md" else "", found)
        for found in shape.findall(user_part(root, "README.en.md"))
    ]
    assert translated == danish


@pytest.mark.parametrize("name", READMES)
def test_the_readmes_have_the_commands_that_the_program_has(root: Path, name: str) -> None:
    text = (root / name).read_text("utf-8")
    assert with_commands(text, *READMES[name]) == text, "python tests/tools/make_command_table.py"


def test_a_stranger_meets_english_before_the_first_danish_heading(root: Path) -> None:
    top = user_part(root, "README.md").split("\n## ")[0]
    assert "*In English:*" in top
    assert "(README.en.md)" in top
    assert "(README.md)" in user_part(root, "README.en.md").split("\n## ")[0]


@pytest.mark.parametrize("name", ["README.md", "README.en.md"])
def test_the_ways_of_a_managed_python_stand_first_and_not_in_brackets(root: Path, name: str) -> None:
    text = user_part(root, name)
    ways = [
        "\npipx install .\n",
        "\nuv tool install .\n",
        "\npython3 -m venv .venv\n",
        "\npython3 -m pip install .\n",
    ]
    places = [text.find(way) for way in ways]
    assert -1 not in places
    assert places == sorted(places)


def test_a_package_says_where_its_method_comes_from(root: Path) -> None:
    """There is no public address of the project; the method's is the one its texts name."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["urls"]["Method"].removeprefix("https://") in user_part(root, "README.md")
