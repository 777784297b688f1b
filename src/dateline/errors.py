"""Every error raised on purpose, with the place and the mend."""


class DatelineError(Exception):
    """What is wrong, where, and how to mend it, in the words of the person who wrote the file.

    Args:
        what: What is wrong, as a clause without a full stop.
        place: Where: a file, a file and line, or the name of an article.
        mend: What the reader can do about it.
        code: The short name under which ``docs/reference/errors.md`` explains it.
    """

    def __init__(self, what: str, *, place: str = "", mend: str = "", code: str = "") -> None:
        super().__init__(what)
        self.what, self.place, self.mend, self.code = what, place, mend, code

    def __str__(self) -> str:
        """One line for the fault, one for the mend."""
        where = f"{self.place}: " if self.place else ""
        code = f" [{self.code}]" if self.code else ""
        mend = f"\n  mend: {self.mend}" if self.mend else ""
        return f"{where}{self.what}{code}{mend}"


class ArticleError(DatelineError):
    """A file or record that cannot be made into an article."""


class CodebookError(DatelineError):
    """A rule of the codebook that is not sound."""


class RegisterError(DatelineError):
    """A country, body, office or tenure that is not sound."""


class ModelError(DatelineError):
    """The encoder's weights are missing, or are not the ones that ``model.toml`` names."""


class SettingsError(DatelineError):
    """A setting that cannot be understood."""


class StoreError(DatelineError):
    """A record that cannot be opened, read or written."""


class SourceError(DatelineError):
    """A list of sources that cannot be understood, or a source that cannot be reached or followed."""


class ReviewError(DatelineError):
    """A ruling that cannot be passed, or a name that the record does not know."""


class ExportError(DatelineError):
    """A format that cannot hold what is asked for, or a file that cannot be written."""
