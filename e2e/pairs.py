"""Stories of two people are told twice: both in Chromium, and with bob in Firefox."""

import pytest

two_people = pytest.mark.parametrize("engine", ["chromium", "firefox"])
