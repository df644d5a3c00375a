"""The token buckets."""

from board_project.server.upgrades import Upgrades


def test_a_bucket_empties_and_fills_again_each_address_for_itself() -> None:
    now = 0.0
    upgrades = Upgrades(burst=2, per_second=1, clock=lambda: now)
    assert [upgrades.allow("192.0.2.1") for _ in range(3)] == [True, True, False]
    assert upgrades.allow("192.0.2.2")
    now = 1.0
    assert [upgrades.allow("192.0.2.1") for _ in range(2)] == [True, False]


def test_a_network_of_ipv6_is_one_client() -> None:
    upgrades = Upgrades(burst=1, per_second=0)
    assert upgrades.allow("2001:db8::1")
    assert not upgrades.allow("2001:db8::2")
    assert upgrades.allow("2001:db8:0:1::1")
