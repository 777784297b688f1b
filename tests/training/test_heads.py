"""The heads as they are fitted and as they are read with: one arithmetic, twice."""

import numpy as np
import pytest

from dateline.reading.heads import SHARED, Heads
from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")
ROLES = ("country", "person", "organization", "date", "place", "name")
AT_ALL = -100  # scores below are those of values that cannot be


@pytest.fixture(scope="module")
def fitted():
    torch.manual_seed(4)
    events = made.part("heads").Events().eval()
    with torch.no_grad():
        for values in events.parameters():
            values.normal_(0, 0.07)  # scores of the size that fitted ones have
    return events


@pytest.fixture(scope="module")
def read(fitted):
    return Heads({name: values.numpy() for name, values in fitted.state_dict().items()})


@pytest.fixture(params=["dated", "undated"])
def sample(request):
    article, coding = made.coded()[0]
    day = article["published"] if request.param == "dated" else None
    return made.part("samples").sample_of(article | {"published": day}, coding, made.scan)


def vectors(sample):
    return torch.randn(len(sample.text.words), 384, generator=torch.Generator().manual_seed(7))


def the_same(one, other):
    one, other = np.maximum(one.detach().numpy(), AT_ALL), np.maximum(other, AT_ALL)
    assert one.shape == other.shape
    np.testing.assert_allclose(one, other, atol=1e-4)


def test_triggers_statuses_and_modes_are_the_same_numbers(fitted, read, sample):
    x = vectors(sample)
    asked = made.part("losses").Asked.of(fitted, x, sample)
    t = read.reps(x.numpy(), [e.at for e in sample.events], [e.type for e in sample.events])
    the_same(torch.sigmoid(fitted.triggers(x)), read.triggers(x.numpy()))
    the_same(asked.t, t)
    the_same(asked.dated, read.dated(t, [e.status for e in sample.events]))
    the_same(torch.log_softmax(fitted.status(asked.t), -1), read.status(t))
    the_same(torch.log_softmax(fitted.mode(asked.t), -1), read.mode(t))


@pytest.mark.parametrize("role", ROLES)
def test_values_of_a_role_get_the_same_scores(fitted, read, sample, role):
    losses, x = made.part("losses"), vectors(sample)
    asked, offered, words = losses.Asked.of(fitted, x, sample), sample.roles[role], sample.frame.words
    at = [e.at for e in sample.events]
    t = asked.dated if role == "date" else asked.t
    dated = role == "date" and sample.frame.article.published is not None
    scores = read.scores(role, t.detach().numpy(), offered, read.pairing(x.numpy(), at, offered, words), dated=dated)
    the_same(losses.role_scores(fitted, x, sample, role, t, at), scores)
    if role in SHARED:
        sentences = words.sentences[[first for first, _ in at]]
        shared = read.share(role, t.detach().numpy(), sentences, scores)
        the_same(losses.scores_of(fitted, x, sample, role, asked), shared)


def test_countries_of_persons_get_the_same_scores(fitted, read, sample):
    x, offered, words = vectors(sample), sample.roles["nation"], sample.frame.words
    for person in sample.people:
        at = [words.within(span) for span in person.naming.spans]
        t = read.names_of(x.numpy(), at)
        scores = read.scores("nation", t, offered, read.pairing(x.numpy(), at, offered, words))
        the_same(made.part("losses").role_scores(fitted, x, sample, "nation", torch.from_numpy(t), at), scores)


def test_every_role_has_something_to_choose_from(sample):
    dated = sample.frame.article.published is not None  # without a day of publication, "Saturday" is no day
    assert all(sample.roles[role].occurrences for role in ("nation", *ROLES) if dated or role != "date")
