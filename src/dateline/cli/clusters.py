"""The command that scores joining: clusters."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import AsJson, NoEncoder, settings_of, told

if TYPE_CHECKING:
    from dateline.evaluate.clusters import Joined


def clusters(
    gold_dir: Annotated[Path, typer.Argument(help="A folder of gold files whose events bear story keys.")],
    articles: Annotated[
        Path | None, typer.Option(help="Where the articles lie as ID.json; otherwise articles/ beside the folder.")
    ] = None,
    no_encoder: NoEncoder = False,
    as_json: AsJson = False,
) -> None:
    """Score joining against gold events whose ``story`` keys tell which are one occasion, from gold and read claims."""
    import json

    from dateline.desk.read import as_is
    from dateline.desk.read import read as readings
    from dateline.errors import ArticleError
    from dateline.evaluate.clusters import joined_gold, joined_read
    from dateline.evaluate.gold import gold
    from dateline.ingest.files import articles as articles_of

    with told():
        settings = settings_of(no_encoder=no_encoder)
        folder = articles or gold_dir.parent / "articles"
        told_by = {coding["id"]: coding for coding in gold(gold_dir, folder).codings}
        with_story = {key: c for key, c in told_by.items() if any(event.get("story") for event in c["events"])}
        paths = [folder / f"{key}.json" for key in with_story]
        given = [one for one in articles_of(paths) if not isinstance(one, ArticleError)]
        read = [one for one in readings(paths, as_is, settings=settings) if not isinstance(one, ArticleError)]
        pairs = [(with_story[one.article.id], one) for one in read if one.article.id in with_story]
        found = {
            "gold": joined_gold((with_story[one.id], one) for one in given if one.id in with_story),
            "read": joined_read(pairs),
            "read, paired": joined_read(pairs, paired=True),
        }
    if as_json:
        typer.echo(json.dumps({name: _figures(one) for name, one in found.items()}))
        return
    typer.echo(f"{len(with_story)} articles with story keys\n")
    typer.echo(f"{'claims':14}{'pairwise P':>11}{'R':>7}{'F1':>7}{'B³ P':>9}{'R':>7}{'F1':>7}")
    for name, one in found.items():
        figures = _figures(one)
        row = [figures[measure][part] for measure in ("pairwise", "b_cubed") for part in ("p", "r", "f1")]
        typer.echo(f"{name:14}{row[0]:11.3f}{row[1]:7.3f}{row[2]:7.3f}{row[3]:9.3f}{row[4]:7.3f}{row[5]:7.3f}")


def _figures(one: "Joined") -> dict[str, dict[str, float]]:
    shares = {"pairwise": one.pairwise, "b_cubed": one.b_cubed}
    return {name: {"p": share.precision, "r": share.recall, "f1": share.f1} for name, share in shares.items()}
