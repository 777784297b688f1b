import os
from pathlib import Path

import pytest

from dateline.errors import SettingsError
from dateline.settings import Settings


def test_an_empty_environment_gives_at_most_two_workers():
    assert Settings.of({}).workers in (1, 2)


def test_the_environment_says_how_many_workers():
    settings = Settings.of({"DATELINE_WORKERS": "5", "DATELINE_MANY": " 9 "})
    assert (settings.workers, settings.many) == (5, 9)


@pytest.mark.parametrize("text", ["0", "-1", "two", "1.5", "²"])
def test_a_setting_that_is_no_count_is_told_with_its_mend(text):
    with pytest.raises(SettingsError, match="unset it") as fault:
        Settings.of({"DATELINE_WORKERS": text})
    assert fault.value.code == "settings.count"


def test_the_encoder_may_be_switched_off():
    assert Settings.of({"DATELINE_ENCODER": "off"}).encoder is False
    assert Settings.of({}).encoder is True


def test_files_of_rules_are_parted_as_in_a_path():
    assert Settings.of({"DATELINE_RULES": os.pathsep.join(["a.yaml", "", "b.yaml"])}).rules == (
        Path("a.yaml"),
        Path("b.yaml"),
    )
    assert Settings.of({}).rules == ()


def test_a_switch_that_is_neither_on_nor_off_is_told_with_its_mend():
    with pytest.raises(SettingsError, match="neither on nor off") as fault:
        Settings.of({"DATELINE_ENCODER": "no"})
    assert fault.value.code == "settings.switch"


@pytest.mark.parametrize(
    ("environment", "account", "coder"),
    [
        ({"DATELINE_CODER": " r.okafor "}, "maren", "r.okafor"),
        ({}, "maren", "maren"),
        ({"DATELINE_CODER": " "}, "maren", "maren"),
        ({}, None, ""),
    ],
)
def test_who_rules_is_told_or_is_whose_account_it_is(monkeypatch, environment, account, coder):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):  # as cron and containers leave them
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: account or _nameless())
    assert Settings.of(environment).coder == coder


def _nameless():
    raise OSError("No username set in the environment")
