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


def asking(fitted, sample):
    """The article in numbers, its triggers, and the same that know their status."""
    asked = made.part("asked").Asked.of(sample).to("cpu")
    t = fitted.reps(vectors(sample), asked.first, asked.last, asked.type)
    return asked, t, t + fitted.status_of(asked.status)


def test_triggers_statuses_and_modes_are_the_same_numbers(fitted, read, sample):
    x, (_, ours, dated) = vectors(sample), asking(fitted, sample)
    t = read.reps(x.numpy(), [e.at for e in sample.events], [e.type for e in sample.events])
    the_same(torch.sigmoid(fitted.triggers(x)), read.triggers(x.numpy()))
    the_same(ours, t)
    the_same(dated, read.dated(t, [e.status for e in sample.events]))
    the_same(torch.log_softmax(fitted.status(ours), -1), read.status(t))
    the_same(torch.log_softmax(fitted.mode(ours), -1), read.mode(t))


@pytest.mark.parametrize("role", ROLES)
def test_values_of_a_role_get_the_same_scores(fitted, read, sample, role):
    x, (asked, t, dated) = vectors(sample), asking(fitted, sample)
    offered, words, at = sample.roles[role], sample.frame.words, [e.at for e in sample.events]
    t = dated if role == "date" else t
    known = role == "date" and sample.frame.article.published is not None
    scores = read.scores(role, t.detach().numpy(), offered, read.pairing(x.numpy(), at, offered, words), dated=known)
    ours = made.part("losses").role_scores(fitted, x, role, t, asked.roles[role])
    the_same(ours, scores)
    if role in SHARED:
        shared = read.share(role, t.detach().numpy(), words.sentences[[first for first, _ in at]], scores)
        the_same(fitted.share(role, t, asked.steps, ours), shared)


def test_countries_of_persons_get_the_same_scores(fitted, read, sample):
    x, offered, words = vectors(sample), sample.roles["nation"], sample.frame.words
    for person in sample.people:
        at = [words.within(span) for span in person.naming.spans]
        t = read.names_of(x.numpy(), at)
        scores = read.scores("nation", t, offered, read.pairing(x.numpy(), at, offered, words))
        question = made.part("asked").occurrences(sample, offered, at)
        question.relations = question.relations.long()
        the_same(made.part("losses").role_scores(fitted, x, "nation", torch.from_numpy(t), question), scores)


def test_every_role_has_something_to_choose_from(sample):
    dated = sample.frame.article.published is not None  # without a day of publication, "Saturday" is no day
    assert all(sample.roles[role].occurrences for role in ("nation", *ROLES) if dated or role != "date")
