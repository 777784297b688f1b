"""Schemathesis: whatever the description allows, and what it does not, no address breaks and each answers as told."""

import pytest

from dateline.web.app import create_app
from dateline.web.users import Role
from tests import record
from tests.web.calling import Caller, Calls


@pytest.fixture
def desk(tmp_path):
    with record.filled(tmp_path) as desk:
        yield desk


@pytest.mark.slow
def test_no_call_breaks_a_desk_of_ones_own_and_each_is_answered_as_described(desk):
    app = create_app(desk, hosts=())
    assert Calls(app, (Caller(app, ""),)).faults(positive=3, negative=1) == []


@pytest.mark.slow
def test_no_call_breaks_a_shared_desk_and_each_role_is_answered_as_described(desk, accounts):
    app = create_app(desk, accounts, hosts=())
    callers = tuple(Caller(app, name) for name in (*Role, ""))
    assert Calls(app, callers).faults(positive=len(callers), negative=2) == []


def test_every_address_says_how_it_may_refuse(desk):
    spec = create_app(desk).openapi()
    for path, methods in spec["paths"].items():
        for method, about in methods.items():
            assert {"401", "403", "404", "406", "409", "421", "422", "503"} <= about["responses"].keys(), (method, path)
            refused = spec["components"]["responses"][about["responses"]["422"]["$ref"].rsplit("/", 1)[1]]
            assert refused["content"]["application/json"]["schema"]["$ref"].endswith("/Fault")
