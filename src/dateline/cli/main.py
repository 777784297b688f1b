"""The commands."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shlex import quote
from typing import Annotated, Any, TypeVar

import typer

from dateline import __version__
from dateline.cli import accounts, ask, batch, clusters, doctor, record, review, rule, serve, take, watch
from dateline.cli.options import NoEncoder, OnePath, Paths, Published, Rules, settings_of, tell, told
from dateline.errors import ArticleError
from dateline.settings import Settings

T = TypeVar("T")

app = typer.Typer(
    name="dateline",
    help="Read newswire about defence diplomacy into dated, sourced, checkable events.",
    epilog="A first look: dateline read examples",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:  # noqa: FBT001  (typer's way)
    if asked:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def dateline(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read newswire about defence diplomacy into dated, sourced, checkable events."""


@app.command()
def read(
    paths: Paths,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object an article, on one line, in the order of input.")
    ] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Show under each event which words, rules and knowledge gave it.")
    ] = False,
    published: Published = None,
    rules: Rules = None,
    no_encoder: NoEncoder = False,
) -> None:
    """Read articles and show their events, quotations and people.

    Exit status 1 if an article could not be read; the others are read all the same.
    """
    with told():
        settings = settings_of(no_encoder=no_encoder, rules=rules)
        if as_json:
            failed = _read_as_json(paths, published, settings)
        else:
            failed = _read_for_people(paths, published, settings, why=why)
    raise typer.Exit(1 if failed else 0)


@app.command()
def why(
    event: Annotated[
        str, typer.Argument(metavar="ID_OR_INDEX", help="An event's id, or its number in what read shows (a01:2).")
    ],
    path: OnePath,
    published: Published = None,
    rules: Rules = None,
    no_encoder: NoEncoder = False,
) -> None:
    """Show for each value of one event its words, rule, anchor and knowledge."""
    from dateline.cli import show
    from dateline.cli.why import grounds
    from dateline.desk.read import as_is
    from dateline.desk.read import read as readings

    failed: list[ArticleError] = []
    with told():
        settings = settings_of(no_encoder=no_encoder, rules=rules)
        every = _sound(readings([path], as_is, published=published, settings=settings), failed)
        found = next(filter(None, (show.find(reading, event) for reading in every)), None)
        if found is None and not failed:
            raise ArticleError(
                f'has no event "{event}"',
                place=path,
                mend=f"list its events with their numbers: dateline read {quote(path)}",
                code="why.none",
            )
    if found is None:
        raise typer.Exit(1)
    show.console().print(grounds(*found))


@app.command()
def evaluate(
    gold_dir: Annotated[Path, typer.Argument(help="A folder of gold files, ID.json each.")],
    articles: Annotated[
        Path | None, typer.Option(help="Where the articles lie as ID.json; otherwise articles/ beside the folder.")
    ] = None,
    readings: Annotated[
        Path | None, typer.Option(help="Score these readings (read --json wrote them) and read nothing.")
    ] = None,
    floors: Annotated[
        Path | None, typer.Option(help="A TOML file of floors; exit status 1 if one does not hold.")
    ] = None,
    errors: Annotated[int, typer.Option(metavar="N", help="Show the first N faults, the worst articles first.")] = 0,
    release: Annotated[
        Path | None,
        typer.Option(metavar="PAGE.md", help="Write the page that a release states its accuracy on, with all faults."),
    ] = None,
    about: Annotated[str, typer.Option(metavar="WORDS", help="With --release: what is to be said of the set.")] = "",
    rules: Rules = None,
    no_encoder: NoEncoder = False,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Score readings against hand-coded articles, by type and by field."""
    from dateline.cli import report
    from dateline.evaluate.gate import floors as floors_of
    from dateline.evaluate.gate import standings
    from dateline.evaluate.gold import gold, readings_of
    from dateline.evaluate.release import Scored, name_of, page
    from dateline.evaluate.score import figures, intervals, score

    with told():
        settings = settings_of(no_encoder=no_encoder, rules=rules)
        articles = articles or gold_dir.parent / "articles"
        coded = gold(gold_dir, articles)
        found = readings_of(readings) if readings else _read_coded(articles, coded.ids, settings)
        scores = score(coded.codings, found)
        result = figures(scores)
        held = standings(result, floors_of(floors), coded.digest) if floors else []
        if release:
            scored = Scored(name=name_of(gold_dir), gold=coded, readings=found, scores=scores, about=about)
            release.write_text(page(scored), encoding="utf-8")
    if as_json:
        typer.echo(report.as_json(coded, result, intervals(scores)).encode())
    else:
        report.write(coded, scores, result, intervals(scores), held, errors)
    raise typer.Exit(0 if all(one.holds for one in held) else 1)


def _read_as_json(paths: list[str], published: date | None, settings: Settings) -> int:
    from dateline.desk.read import as_line
    from dateline.desk.read import read as readings

    failed: list[ArticleError] = []
    for line in _sound(readings(paths, as_line, published=published, settings=settings), failed):
        typer.echo(line.encode())
    return len(failed)


def _read_for_people(paths: list[str], published: date | None, settings: Settings, *, why: bool) -> int:
    from dateline.cli import show
    from dateline.desk.read import as_is
    from dateline.desk.read import read as readings

    failed: list[ArticleError] = []
    console, count = show.console(), show.Count()
    for reading in _sound(readings(paths, as_is, published=published, settings=settings), failed):
        console.print(show.reading(reading, why=why))
        count.add(reading)
    console.print(show.closing(count, len(failed), paths))
    return len(failed)


def _read_coded(articles: Path, ids: tuple[str, ...], settings: Settings) -> dict[str, Any]:
    from dateline.desk.read import as_json
    from dateline.desk.read import read as readings

    paths = [articles / f"{key}.json" for key in ids]
    return {data["id"]: data for data in _sound(readings(paths, as_json, settings=settings), [])}


def _sound(found: Iterator[T | ArticleError], failed: list[ArticleError]) -> Iterator[T]:
    """What could be read; what could not is told on the way."""
    for one in found:
        if isinstance(one, ArticleError):
            failed.append(one)
            tell(one)
        else:
            yield one


app.command()(clusters.clusters)

_PANELS: dict[str, tuple[Callable[..., None], ...]] = {
    "Keep a record": (
        record.add,
        watch.watch,
        batch.batch,
        record.reread,
        record.rebuild,
        record.verify,
        doctor.doctor,
    ),
    "Ask a record": (
        ask.events,
        ask.show,
        accounts.dossier,
        accounts.ledger,
        accounts.series,
        accounts.person,
        ask.search,
        ask.stats,
        take.export,
    ),
    "Rule on a record": (
        review.review,
        rule.accept,
        rule.amend,
        rule.reject,
        rule.merge,
        rule.split,
        rule.unsure,
        rule.note,
        rule.alias,
        rule.undo,
        rule.embargo,
        rule.rulings,
    ),
    "Serve a record": (serve.serve, serve.user),
}
for panel, commands in _PANELS.items():
    for command in commands:
        app.command(rich_help_panel=panel)(command)
