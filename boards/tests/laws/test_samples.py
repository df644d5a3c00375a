"""The laws walk every command there is."""

from boards.commands.registry import COMMANDS
from boards.tests.laws.samples import SAMPLES


def test_every_command_has_a_sample_for_the_laws() -> None:
    assert {verb for verb, _ in SAMPLES} == set(COMMANDS)
