"""Commands on the tool itself: methods and folders."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.cli.json_output import json_text
from workshop.cli.options import HELP_WORDS, OwnOptionsFirst, global_options
from workshop.launch.settings import Settings

if TYPE_CHECKING:
    from prompts.language.words import Words
    from prompts.methods.errors import MethodError
    from prompts.methods.model import Method
    from prompts.methods.run_sheets import PlannedActivity

SMALL_METHOD = "start-stop-fortsaet"
"""What a new method is a copy of, unless somebody says."""


@click.group(help=HELP_WORDS("cli.methods"), invoke_without_command=True)
@global_options
def methods(settings: Settings) -> None:
    """List the methods unless a subcommand was given."""
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        _list_methods(settings)


@methods.command("list", help=HELP_WORDS("cli.methods-list"))
@click.option("--json", "as_json", is_flag=True, help=HELP_WORDS("cli.opt-json"))
@global_options
def methods_list(settings: Settings, as_json: bool) -> None:
    """Show the methods."""
    _list_methods(settings, as_json=as_json)


@methods.command("show", help=HELP_WORDS("cli.methods-show"))
@click.argument("method_key", required=False)
@global_options
def methods_show(settings: Settings, method_key: str | None) -> None:
    """Show a method's run sheets."""
    from prompts.methods.loading import DEFAULT_METHOD
    from workshop.live.method_files import chosen_method
    from workshop.live.named_packs import named_pack

    words, own = settings.words, settings.folders().methods
    if pack := named_pack(own, method_key or DEFAULT_METHOD):
        _show_pack(pack.load(words.language), pack.key, words)
        return
    method = chosen_method(own, method_key or DEFAULT_METHOD, words.language)
    click.echo(f"{method.title}\n{method.summary}\n{method.source_line}")
    for sheet in method.run_sheets:
        click.echo(f"\n{sheet.key}: {sheet.title} ({words('cli.minutes-unit', n=sheet.minutes)})")
        _show_plan(method, sheet.plan)
    for part in method.packs:
        named = words("cli.pack", name=part.key, title=part.title, n=part.minutes)
        click.echo(f"\n{named}\n  {part.summary}")


def _show_pack(method: Method, key: str, words: Words) -> None:
    pack = method.pack(key)
    named = words("cli.pack", name=pack.key, title=pack.title, n=pack.minutes)
    click.echo("\n".join(filter(None, (method.title, named, pack.summary, pack.source_line, ""))))
    _show_plan(method, pack.plan)


def _show_plan(method: Method, plan: Iterable[PlannedActivity]) -> None:
    for planned in plan:
        activity = method.activity(planned.activity)
        click.echo(f"  {planned.minutes:>3}  {activity.title}  [{activity.kind}]  {activity.key}")


@methods.command("print", help=HELP_WORDS("cli.methods-print"))
@click.argument("method_key", required=False)
@click.option("--run-sheet", default="", help=HELP_WORDS("cli.opt-run-sheet"))
@click.option("--out", type=click.Path(path_type=Path), help=HELP_WORDS("cli.opt-out"))
@global_options
def methods_print(settings: Settings, method_key: str | None, run_sheet: str, out: Path | None) -> int:
    """Write a run sheet with every note, to read before the day; exit code 1 if it cannot be written."""
    from exports.files.run_sheets import write_run_sheet
    from exports.run_sheet_keys import Keys
    from prompts.methods.loading import DEFAULT_METHOD
    from workshop.cli.commands.run_sheet_check import any_run_sheet
    from workshop.live.method_files import chosen_method
    from workshop.live.named_packs import named_pack
    from workshop.terminal.activities.keys_of_activity import keys_everywhere, keys_of

    words, folders = settings.words, settings.folders()
    if pack := named_pack(folders.methods, method_key or DEFAULT_METHOD):
        method, run_sheet = pack.load(words.language), run_sheet or pack.key
    else:
        method = chosen_method(folders.methods, method_key or DEFAULT_METHOD, words.language)
    sheet = any_run_sheet(method, run_sheet, words)
    folder = out or folders.exports
    try:
        files = write_run_sheet(method, sheet, folder, Keys(keys_of, keys_everywhere))
    except OSError:
        click.echo(words("sheet.not-written", folder=folder), err=True)
        return 1
    for file in files:
        click.echo(words("sheet.written", file=file))
    return 0


@methods.command("new", help=HELP_WORDS("cli.methods-new"))
@click.argument("key")
@click.option("--like", default=SMALL_METHOD, show_default=True, help=HELP_WORDS("cli.opt-like"))
@click.option("--pack", is_flag=True, help=HELP_WORDS("cli.opt-new-pack"))
@global_options
def methods_new(settings: Settings, key: str, like: str, pack: bool) -> None:
    """Copy a method into the folder of one's own, under another key; or make a pack there."""
    from prompts.methods.loading import folder_of, list_methods
    from workshop.archive.new_method import make_method, make_pack

    own = settings.folders().methods
    if pack:
        click.echo(settings.words("cli.pack-made", folder=make_pack(own, key), name=key))
        return
    listing = next((each for each in list_methods(own) if like in (each.key, each.path.name)), None)
    folder = make_method(own, key, Path(str(folder_of(like))) if listing is None else listing.path)
    click.echo(settings.words("cli.method-made", folder=folder, name=key))


@methods.command("check", help=HELP_WORDS("cli.methods-check"))
@click.argument("path", type=click.Path(path_type=Path))
@global_options
def methods_check(settings: Settings, path: Path) -> int:
    """Report every problem in a method file; exit code 2 if there is any.

    What it calls fine, `workshop new` makes a workshop of.
    """
    from prompts.methods.files.packs import PACK_FILE
    from workshop.live.method_files import SharedKeyError, problems_in, require_key_of_its_own

    own = settings.folders().methods
    asked, path = path, _in_own(own, path)
    problems = problems_in(own, path)
    if problems:
        _tell(problems, settings.words)
        if path != asked:
            click.echo(settings.words("cli.checks-folder", file=path), err=True)
        return 2
    if PACK_FILE in (path.name, *(file.name for file in path.glob(PACK_FILE))):
        click.echo(settings.words("cli.pack-fine", file=path))
        return 0
    try:
        require_key_of_its_own(own, path)
    except SharedKeyError as problem:
        click.echo(problem.sentence(settings.words), err=True)
        return 2
    click.echo(settings.words("cli.method-fine", file=path))
    return 0


@methods.command("preview", help=HELP_WORDS("cli.methods-preview"))
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--phones", type=click.IntRange(1, 100), default=6, show_default=True, help=HELP_WORDS("cli.opt-phones")
)
@click.option(
    "--speed",
    type=click.FloatRange(0.1, 1_000),
    default=8.0,
    show_default=True,
    help=HELP_WORDS("cli.opt-speed"),
)
@click.option("--run-sheet", default="", help=HELP_WORDS("cli.opt-run-sheet"))
@global_options
def methods_preview(settings: Settings, path: Path, phones: int, speed: float, run_sheet: str) -> int:
    """Rehearse a method that is being written, and follow its files; exit code 2 if it has faults."""
    from prompts.methods.checks.checking import method_folder
    from prompts.methods.loading import load_method
    from workshop.cli.commands.run_sheet_check import first_run_sheet
    from workshop.cli.options import require_terminal
    from workshop.launch.preview import show_preview
    from workshop.launch.rehearsal import Rehearsal
    from workshop.live.method_files import problems_in, require_key_of_its_own
    from workshop.live.named_packs import named_pack

    words, own = settings.words, settings.folders().methods
    path = _in_own(own, path)
    if problems := problems_in(own, path):
        _tell(problems, words)
        return 2
    if pack := named_pack(own, str(path)):
        require_terminal()
        wish = Rehearsal(phones, speed, run_sheet or pack.key, method=pack.load(words.language).key)
        return show_preview(settings, pack.method_folder, wish, pack.place if pack.is_beside else None)
    require_key_of_its_own(own, path)
    require_terminal()
    method = load_method(str(method_folder(path)), words.language)
    sheet = first_run_sheet(method, run_sheet, words)
    return show_preview(settings, path, Rehearsal(phones, speed, sheet, method=method.key))


def _in_own(own: Path, path: Path) -> Path:
    """A bare name is that of a method, or of a pack among one's own, unless there is such a folder here."""
    from prompts.methods.loading import list_methods, list_packs

    if path.exists() or path.name != str(path):
        return path
    places = {each.path: each.key for each in list_methods(own)}
    places |= {each.path: each.key for each in list_packs(own)}
    # A copy of a pack has the key of the one it was made from: a folder's own name is the clearer one.
    by_folder = (place for place in places if path.name == place.name)
    by_key = (place for place, key in places.items() if path.name == key)
    return next(chain(by_folder, by_key), own / path if (own / path).is_dir() else path)


def _tell(problems: Iterable[MethodError], words: Words) -> None:
    for problem in problems:
        click.echo(problem.sentence(words), err=True)
        if problem.excerpt:
            click.echo(problem.excerpt, err=True)


@click.command(help=HELP_WORDS("cli.paths"), cls=OwnOptionsFirst)
@click.option("--json", "as_json", is_flag=True, help=HELP_WORDS("cli.opt-json"))
@global_options
def paths(settings: Settings, as_json: bool) -> None:
    """Show where the files are."""
    folders, words = settings.folders(), settings.words
    places = {
        "sessions": folders.sessions,
        "practice": folders.practice,
        "exports": folders.exports,
        "methods": folders.methods,
        "log": folders.log,
    }
    if as_json:
        click.echo(json_text({name: str(place) for name, place in places.items()}))
        return
    for name, place in places.items():
        click.echo(f"{words(f'cli.path-{name}')}: {place}")


def _list_methods(settings: Settings, *, as_json: bool = False) -> None:
    from prompts.methods.loading import list_methods, list_packs

    own = settings.folders().methods
    listed = list_methods(own)
    if as_json:
        rows = [
            {"key": item.key, "title": item.title, "languages": item.languages, "path": str(item.path)}
            for item in listed
        ]
        click.echo(json_text(rows))
        return
    for item in listed:
        click.echo(f"{item.key}: {item.title} ({', '.join(item.languages)})")
    for pack in list_packs(own):
        languages = ", ".join(pack.languages)
        fields = {"name": pack.key, "title": pack.title, "languages": languages, "method": pack.method}
        click.echo(settings.words("cli.pack-listed", **fields))
