"""Full text: the words of articles' titles and texts, folded of case and accents alike on both databases.

SQLite keeps them in FTS5, PostgreSQL as a ``tsvector``. The words are found here and not by the database, so that both
find the same; and a quotation of an article's text is marked here, so that both show the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, cast, column, false, func, literal_column, select, table, text
from sqlalchemy.dialects import postgresql

from dateline.books.words import folded_words, words_of
from dateline.store.columns import NUMBER

_LONGEST = 500  # characters of a word; PostgreSQL takes 2046 bytes
_LAST = 16_383  # the last place in a text that a tsvector tells from others
_MOST = 200  # places that are kept of one word
_FULL = 600_000  # bytes of words, with their places, that are kept of one article: a tsvector holds a million
_SHOWN = 24  # words of a snippet

words = table("article_words", column("words"), column("seq", NUMBER), column("rowid", NUMBER))

_PUT = {
    "sqlite": "INSERT INTO article_words (rowid, title, text) VALUES (:seq, :title, :text)",
    "postgresql": "INSERT INTO article_words (seq, words) VALUES (:seq, CAST(:words AS tsvector))",
}


def index(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Take in the words of articles that were added."""
    if not rows:
        return
    put = text(_PUT[connection.dialect.name])
    as_kept = _fts if connection.dialect.name == "sqlite" else _vector
    connection.execute(put, [{"seq": row["seq"], **as_kept(row["title"] or "", row["text"])} for row in rows])


def holding(dialect: str, asked: str) -> Select[Any]:
    """``seq`` of the articles that have all the words and phrases, and how ``good`` each is."""
    wanted = phrases(asked)
    if dialect == "sqlite":
        return _in_fts(wanted)
    query = " & ".join("(" + " <-> ".join(f"'{word}'" for word in one.split()) + ")" for one in wanted)
    given = cast(query, postgresql.TSQUERY)
    hit = words.c.words.op("@@")(given) if wanted else false()
    return select(words.c.seq, func.ts_rank(words.c.words, given).label("good")).where(hit)


def _in_fts(wanted: Sequence[str]) -> Select[Any]:
    query = " ".join(f'"{one}"' for one in wanted)
    hit = text("article_words MATCH :asked").bindparams(asked=query) if wanted else false()
    good: ColumnElement[float] = literal_column("-bm25(article_words, 5.0, 1.0)")  # a word of the title weighs five
    return select(words.c.rowid.label("seq"), good.label("good")).where(hit)


def snippet(whole: str, asked: str) -> str:
    """The stretch of a text in which most of the words stand, each marked by ``[`` and ``]``."""
    wanted = {word for phrase in phrases(asked) for word in phrase.split()}
    found = words_of(whole)
    hits = [n for n, key in enumerate(found.keys) if key[:_LONGEST] in wanted]
    if not found.keys:
        return ""
    first = max(0, _best(hits, found.keys) - 2)
    last = min(len(found), first + _SHOWN) - 1
    begin, end = found.starts[first], found.ends[last]
    shown = _marked(whole, [(found.starts[n], found.ends[n]) for n in hits if first <= n <= last], begin, end)
    return ("… " if first else "") + " ".join(shown.split()) + (" …" if last + 1 < len(found) else "")


def _best(hits: Sequence[int], keys: Sequence[str]) -> int:
    """Of the words that were found, the one after which most different others stand."""
    best, most = 0, 0
    for n, hit in enumerate(hits):
        near = {keys[other] for other in hits[n : n + _SHOWN] if other < hit + _SHOWN - 2}
        if len(near) > most:
            best, most = hit, len(near)
    return best


def _marked(whole: str, hits: Iterable[tuple[int, int]], begin: int, end: int) -> str:
    parts, at = [], begin
    for start, stop in hits:
        parts += [whole[at:start], "[", whole[start:stop], "]"]
        at = stop
    return "".join([*parts, whole[at:end]])


# ---- what is kept, and what is asked


def _words(whole: str) -> list[str]:
    """The words as they are kept; each can be written, as nothing that no database keeps is a letter or a digit."""
    return [key[:_LONGEST] for key in folded_words(whole)]


def phrases(asked: str) -> list[str]:
    """What is asked for, as phrases of folded words: what stands in quotation marks is one, else each word is."""
    parts = asked.split('"')
    quoted = [part if n % 2 else word for n, part in enumerate(parts) for word in ([part] if n % 2 else part.split())]
    return [" ".join(found) for one in quoted if (found := _words(one))]


def _fts(title: str, whole: str) -> dict[str, str]:
    return {"title": " ".join(_words(title)), "text": " ".join(_words(whole))}


def _vector(title: str, whole: str) -> dict[str, str]:
    """A tsvector as PostgreSQL reads it: each word with its places, those of the title marked ``A``."""
    places: dict[str, list[str]] = defaultdict(list)
    room = _FULL
    for word, place in _placed(title, whole):
        room -= 4 if word in places else 8 + len(word.encode())
        if room < 0:
            break
        if len(places[word]) < _MOST:
            places[word].append(place)
    return {"words": " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())}


def _placed(title: str, whole: str) -> Iterator[tuple[str, str]]:
    heading = _words(title)
    for n, word in enumerate(heading, 1):
        yield word, f"{min(n, _LAST)}A"
    for n, word in enumerate(_words(whole), len(heading) + 2):
        yield word, str(min(n, _LAST))
