"""Calls of every address as its description allows them and as it does not, sent by people of every role."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from random import Random
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode, openapi
from schemathesis.checks import CHECKS, load_all_checks

from dateline.desk.open import Desk
from dateline.desk.review import FIELDS
from dateline.web.security import Patience
from tests.web.conftest import PASSWORD

load_all_checks()
CHECKED: Any = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
    )
]
ACCEPTED = ("*/*", "text/html", "application/json", "text/csv", "text/calendar", "application/atom+xml", "image/png")
HOST = "https://desk.example"
TOKEN = re.compile(r'"X-CSRF-Token": "(\w+)"')
_KNOWN_OFTEN, _TOKEN_OFTEN = 0.7, 0.95


@dataclass(slots=True)
class Caller:
    """Somebody at the desk; nobody, where no name is told."""

    app: FastAPI
    name: str
    client: TestClient = field(init=False)
    token: str = ""

    def __post_init__(self) -> None:
        self.client = TestClient(self.app, base_url=HOST, follow_redirects=False)
        self.come_in()

    def come_in(self) -> None:
        """Sign in, again if a call ended the session."""
        self.app.state.serving.patience = Patience()
        self._look()
        if self.name:
            self.client.post("/sign-in", data={"name": self.name, "password": PASSWORD, "csrf": self.token})
            self._look()

    def send(self, case: Case[Any], chance: Random) -> Any:
        """Send a call, mostly with the token of our own form."""
        headers = {"accept": chance.choice(ACCEPTED)}
        if chance.random() < _TOKEN_OFTEN:
            headers["x-csrf-token"] = self.token
        told = case.as_transport_kwargs(base_url=HOST, headers=headers)
        if isinstance(told.get("data"), bytes | str):
            told["content"] = told.pop("data")
        return self.client.request(
            **{name: value for name, value in told.items() if name != "cookies" and value is not None}
        )

    def _look(self) -> None:
        found = TOKEN.search(self.client.get("/sign-in").text)
        self.token = found.group(1) if found else ""


@dataclass(frozen=True)
class Calls:
    """Calls of one application by some people; what its record holds often stands in the place of what was made up."""

    app: FastAPI
    callers: tuple[Caller, ...]

    def faults(self, positive: int, negative: int) -> list[str]:
        """What went amiss of so many calls of each address that its description allows, and that it does not."""
        found: list[str] = []
        for one in openapi.from_dict(self.app.openapi()).get_all_operations():
            operation: APIOperation[Any, Any, Any, Any] = one.ok()  # type: ignore[union-attr]  # ours is sound
            found += self._of(operation, GenerationMode.POSITIVE, positive)
            found += self._of(operation, GenerationMode.NEGATIVE, negative)
            if operation.path.startswith("/sign-"):
                for caller in self.callers:
                    caller.come_in()
        return found

    def _of(self, operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, most: int) -> list[str]:
        found: list[str] = []
        number = count()

        @seed(0)
        @settings(
            max_examples=most,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(mode), st.randoms(use_true_random=False))
        def call(case: Case[Any], chance: Random) -> None:
            self._put_in(case, chance)
            caller = self.callers[next(number) % len(self.callers)]
            found.extend(_amiss(case, caller, caller.send(case, chance)))

        try:
            call()
        except Unsatisfiable:  # an address that takes nothing cannot be asked amiss
            assert mode is GenerationMode.NEGATIVE
        return found

    def _put_in(self, case: Case[Any], chance: Random) -> None:
        for place in (case.path_parameters, case.query, case.body):
            if isinstance(place, dict):
                for name in place.keys() & self._known.keys():
                    if chance.random() < _KNOWN_OFTEN:
                        value = chance.choice(self._known[name])
                        place[name] = [value] if isinstance(place[name], list) else value

    @cached_property
    def _known(self) -> Mapping[str, tuple[Any, ...]]:
        return known(self.app.state.serving.desk)


def known(desk: Desk) -> dict[str, tuple[Any, ...]]:
    """What a record holds, by the names under which addresses and forms ask for it."""
    events = tuple(event.id for event in desk.events())
    claims = tuple(kept.key for event in desk.events() for kept in event.claims)
    articles = tuple(source.key for source in desk.store.sources())
    values = ("none", "Corva", "Corva, ARL", "2024-06-03", "2024-06", "held", "meeting", "ARL, BLM", "3", "yes", "no")
    return {
        "id_": events,
        "event": events,
        "after": events,
        "then": events,
        "claim": claims,
        "key": (*articles, *claims),
        "article": articles,
        "within": articles,
        "text": articles,
        "field": (*FIELDS, "event"),
        "value": values,
        "own": values,
        "name": ("Ines Maren",),
        "real": ("Ines Maren", "I. Maren"),
        "person": ("Maren",),
        "party": ("ARL", "BLM"),
        "one": ("ARL",),
        "other": ("BLM",),
        "to": ("coder", "viewer"),
        "what": ("event", "article"),
        "until": ("2024-12-01", "0001-01-01", "9999-12-31"),
        "as_of": ("0001-01-01", "2024-06-02", "9999-12-31"),
        "from": ("0001-01-01", "2024-06-02", "9999-12-31"),
        "month": ("2024-06", "0001-01", "9999-12"),
        "view": ("/events?party=ARL", "/search?q=Arden"),
    }


def _amiss(case: Case[Any], caller: Caller, answer: Any) -> Iterator[str]:
    try:
        case.validate_response(answer, checks=CHECKED)
    except BaseExceptionGroup as group:
        sent = f"{case.operation.label} by {caller.name or 'nobody'}: {answer.status_code}"
        for fault in group.exceptions:
            yield f"{sent}: {fault}: {case.path_parameters} {case.query} {case.body!r}"
