"""The convergence law: whatever a network does to messages, pages and database end up the same, nothing done twice.

Every command of the registry is drawn, with fields by their names: a command with a new kind of field fails here until
somebody says how to draw it.
"""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from boards.commands.board import Plan, create_board
from boards.commands.perform import perform
from boards.commands.registry import COMMANDS
from boards.commands.submission import Submission
from boards.live import resume
from boards.live.frame import MEMBERS
from boards.models import Background, Change, Membership, Role, User
from boards.refusal import Refusal
from boards.tests.acts import markup
from boards.tests.page import Page, parse

PEOPLE = ("Alice", "Bob", "Vera", "Charlie")
CLIENTS = st.integers(0, 2)
TEXTS = st.sampled_from(["Oars", "<b>Sails</b>", "Ropes & lamps", ""])
# Which row a field names, or which message arrives.
PICKS = st.integers(0, 50)


@dataclass
class Tab:
    """A page, what is on its way to it, and what it has not been told the fate of."""

    page: Page
    under_way: list[str] = field(default_factory=list)
    outbox: list[tuple[User, Submission]] = field(default_factory=list)


class Network(RuleBasedStateMachine):
    """A board, three pages, and a network that loses, repeats, delays and reorders."""

    def __init__(self) -> None:
        super().__init__()
        self.people = [User.objects.get(name=name) for name in PEOPLE]
        plans = (Plan("To do", [("Pack", "Ropes"), ("Call", "")]), Plan("Doing", [("Paint", "")]), Plan("Done"))
        self.board = create_board(owner=self.people[0], name="Boat", columns=plans)
        Membership.objects.create(board=self.board, user=self.people[1], role=Role.EDITOR)
        self.tabs = [Tab(Page(markup(self.board))) for _ in range(3)]
        self.acked: dict[UUID, int] = {}

    @rule(client=CLIENTS, verb=st.sampled_from(sorted(COMMANDS)), data=st.data())
    def give(self, client: int, verb: str, data: st.DataObject) -> None:
        """Somebody gives a command."""
        fields = {}
        for name in COMMANDS[verb].base_fields:
            value = self._draw(verb, name, data)
            if value is not None:
                fields[name] = value
        # Owners, so that little is refused; who they are may change.
        owner = self.board.memberships.filter(role=Role.OWNER).order_by("user__name").first()
        assert owner is not None
        self.tabs[client].outbox.append((owner.user, Submission(COMMANDS[verb], fields, id=uuid4(), outbox=uuid4())))

    @rule(client=CLIENTS, answered=st.booleans())
    def send(self, client: int, answered: bool) -> None:
        """The oldest command of an outbox arrives; its answer may be lost, so that it is sent again."""
        tab = self.tabs[client]
        if not tab.outbox:
            return
        actor, submission = tab.outbox[0]
        assert submission.id is not None
        try:
            outcome = perform(submission, board_id=self.board.pk, actor=actor)
        except Refusal:
            del tab.outbox[0]
            return
        if outcome.change is not None:
            html = resume.of_change(outcome.change).html[MEMBERS]
            for each in self.tabs:
                each.under_way.append(html)
        assert self.acked.setdefault(submission.id, outcome.revision) == outcome.revision
        if answered:
            del tab.outbox[0]

    @rule(client=CLIENTS, pick=PICKS, repeat=st.booleans(), lose=st.booleans())
    def deliver(self, client: int, pick: int, repeat: bool, lose: bool) -> None:
        """Any of the messages under way arrives, or does not, or will arrive again."""
        tab = self.tabs[client]
        if tab.under_way:
            frame = tab.under_way[pick % len(tab.under_way)]
            if not repeat:
                tab.under_way.remove(frame)
            if not lose:
                self._arrive(tab, frame)

    @rule(client=CLIENTS)
    def cut(self, client: int) -> None:
        """A connection breaks: whatever was under way is gone."""
        self.tabs[client].under_way.clear()

    @rule(client=CLIENTS, late=st.booleans())
    def hello(self, client: int, late: bool) -> None:
        """A page asks what it missed; the answer may be overtaken."""
        tab = self.tabs[client]
        epoch = UUID(tab.page.board.attributes["data-epoch"] or "")
        missed = resume.since(board_id=self.board.pk, epoch=epoch, revision=tab.page.revision)
        if missed is None:
            return
        if late:
            tab.under_way.append(missed.html[MEMBERS])
        else:
            tab.page.apply(missed.html[MEMBERS])

    def teardown(self) -> None:
        """In the end everything that was given is answered, and everybody asks once more."""
        for number, tab in enumerate(self.tabs):
            while tab.outbox:
                self.send(number, answered=True)
        for number, tab in enumerate(self.tabs):
            self.hello(number, late=False)
            # What still arrives is old.
            for frame in tab.under_way:
                self._arrive(tab, frame)
        fresh = Page(markup(self.board))
        for tab in self.tabs:
            assert tab.page.revision == fresh.revision
            assert tab.page.canonical() == fresh.canonical()
        done = dict(Change.objects.filter(board=self.board, revision__gt=1).values_list("command_id", "revision"))
        assert done == self.acked

    def _arrive(self, tab: Tab, frame: str) -> None:
        attributes = parse(frame).elements()[0].attributes
        if "data-reset" in attributes or int(attributes["data-from"] or 0) <= tab.page.revision:
            tab.page.apply(frame)

    def _draw(self, verb: str, name: str, data: st.DataObject) -> str | None:
        """Draw a field's text, None for a field that is not sent."""
        noun = verb.partition(".")[0]
        if name == noun and verb.endswith(".create"):
            return str(uuid4())
        if name in {"title", "name", "description"}:
            return data.draw(TEXTS, label=name)
        if name in {"card", "column"}:
            return self._pick(name, data)
        if name == "cards":
            return " ".join(self._pick("card", data) for _ in range(data.draw(st.integers(1, 4), label=name)))
        if name in {"after", "before"}:
            return data.draw(st.sampled_from([None, "", self._pick(noun.removesuffix("s"), data)]), label=name)
        choices = {
            "change": [str(change.command_id) for change in self.board.changes.order_by("-revision")[:5]],
            "member": [str(person.pk) for person in self.people],
            "email": [person.email for person in self.people],
            "role": list(Role.values),
            "link": [str(link.pk) for link in self.board.links.order_by("pk")],
            "invitation": [str(pk) for pk in self.board.invitations.order_by("pk").values_list("pk", flat=True)],
            "background": list(Background.values),
            "days": ["", "7"],
            "uses": ["1", "10"],
            "with_column": ["", "1"],
        }
        assert name in choices, f"Say here how to draw the field {name} of {verb}"
        return self._one_of(choices[name], data)

    def _pick(self, noun: str, data: st.DataObject) -> str:
        rows = self.board.columns if noun == "column" else self.board.cards
        return self._one_of([str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)], data)

    def _one_of(self, values: list[str], data: st.DataObject) -> str:
        return values[data.draw(PICKS) % len(values)] if values else str(uuid4())


def test_pages_converge_whatever_happens_to_messages(alice: User, bob: User, vera: User, charlie: User) -> None:
    run_state_machine_as_test(
        Network,
        settings=settings(
            max_examples=15, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
