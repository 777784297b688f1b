import os
from pathlib import Path

import pytest

from dateline.errors import SettingsError
from dateline.settings import Settings


def test_an_empty_environment_gives_at_most_two_workers():
    assert Settings.of({}).workers in (1, 2)


def test_the_environment_says_how_many_workers():
    assert Settings.of({"DATELINE_WORKERS": "5", "DATELINE_MANY": " 9 "}) == Settings(workers=5, many=9)


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
