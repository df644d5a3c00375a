"""Signing up, in and out; one's boards."""

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import House


@pytest.fixture
def visitor(cast: Cast, house: House) -> Actor:
    """Give somebody who has not signed in."""
    return cast("", house)


def signs_in(actor: Actor, login: str, password: str) -> None:
    actor.page.get_by_label("Email").fill(login)
    actor.page.get_by_label("Password").fill(password)
    actor.page.get_by_role("button", name="Sign in", exact=True).click()


def test_signing_up_then_a_first_board(visitor: Actor) -> None:
    visitor.goes_to("/")
    page = visitor.page
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Name").fill("Dora Quay")
    page.get_by_label("Email").fill("dora@demo.example")
    page.get_by_label("Password").fill("a-quiet-harbour-7")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", name="No board yet")).to_be_visible()
    expect(page.locator(".me-name")).to_contain_text("Dora Quay")
    page.locator(".board-form [name=name]").fill("Harbour")
    page.get_by_role("button", name="Create a board").click()
    visitor.is_live()
    visitor.sees_columns("To do", "Doing", "Done")
    visitor.adds_card("To do", "Begin")
    visitor.sees_the_truth()
    page.get_by_role("link", name="Liveboard: your boards").click()
    expect(page.get_by_role("link", name="Harbour")).to_be_visible()


def test_a_wrong_password_is_told_and_the_address_kept(visitor: Actor, house: House) -> None:
    alice = house.people["alice"]
    visitor.goes_to("/")
    signs_in(visitor, alice.login, "not-my-password")
    expect(visitor.page.get_by_role("alert")).to_contain_text("not correct")
    expect(visitor.page.get_by_label("Email")).to_have_value(alice.login)
    signs_in(visitor, alice.login, alice.password)
    expect(visitor.page.get_by_role("heading", name="Your boards")).to_be_visible()


def test_signing_in_leads_where_one_wanted_to_go_and_signing_out_ends_it(visitor: Actor, house: House) -> None:
    board, alice = house.board(name="Where she wanted to go"), house.people["alice"]
    visitor.goes_to(board.path)
    signs_in(visitor, alice.login, alice.password)
    visitor.is_live()
    expect(visitor.head).to_have_text("Where she wanted to go")
    visitor.page.get_by_role("button", name="Sign out").click()
    expect(visitor.page.get_by_role("heading", name="Sign in")).to_be_visible()
    visitor.goes_to(board.path)
    expect(visitor.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_board_needs_a_name_of_some_length(alice: Actor) -> None:
    alice.may_hear("422")
    alice.goes_to("/")
    name = alice.page.locator(".board-form [name=name]")
    name.evaluate("(field) => { field.removeAttribute('maxlength'); }")
    name.fill("x" * 101)
    alice.page.get_by_role("button", name="Create a board").click()
    expect(alice.page.locator(".errorlist")).to_contain_text("100")
    expect(name).to_have_value("x" * 101)


def test_signing_out_elsewhere_ends_the_page_with_words(alice: Actor, house: House) -> None:
    alice.opens(house.board())
    house.ask("end_sessions", person="Alice")
    expect(alice.sign).to_have_attribute("data-state", "lost")
    expect(alice.sign.get_by_role("link", name="Sign in again")).to_be_visible()
