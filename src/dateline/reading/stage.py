"""One step: a document goes in, the values of one layer come out."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar, Generic, TypeVar

from spacy.tokens import Doc

from dateline.reading.doc import Layer

T = TypeVar("T")


class Stage(ABC, Generic[T]):
    """Reads the layers that it needs and yields the values of the one that it gives.

    A stage keeps no state between documents, saves nothing and logs nothing.
    """

    needs: ClassVar[tuple[Layer[Any], ...]] = ()
    gives: ClassVar[Layer[Any]]

    @abstractmethod
    def read(self, doc: Doc) -> Iterator[T]:
        """The values of the layer, in the order of the text."""
