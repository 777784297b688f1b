"""``dateline`` with a reader that finds nothing and a fetcher that does not pause, as a program of its own."""

from functools import partial

from dateline.cli.main import app
from dateline.desk import read
from dateline.ingest import fetching
from dateline.ingest.connecting import Limits
from tests import make


class Reader:
    """Stands in for the reader."""

    def read(self, article):
        return make.reading(
            article=article, claims=(), statements=(), people=(), mentions=(), times=(), residue=(), opening=None
        )


Fetcher = partial(fetching.Fetcher, limits=Limits(silence=2, whole=4, pause=0, patience=5))

if __name__ == "__main__":
    read.reader = lambda _settings: Reader()  # type: ignore[assignment,return-value]
    fetching.Fetcher = Fetcher  # type: ignore[assignment,misc]
    app()
