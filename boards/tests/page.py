"""A page without a browser: parses markup and applies frames as static/js does, for the page law."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self

VOID = {"input", "br", "meta", "link", "img", "use"}


@dataclass
class Element:
    """An element of a parsed page."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id, or ""."""
        return self.attributes.get("id") or ""

    def walk(self) -> list["Element"]:
        """Return this element and all below it."""
        below = [inner for child in self.children if isinstance(child, Element) for inner in child.walk()]
        return [self, *below]

    def elements(self) -> list["Element"]:
        """Return the elements among the children."""
        return [child for child in self.children if isinstance(child, Element)]

    def canonical(self) -> str:
        """Return markup that is the same for the same page."""
        attributes = "".join(f' {name}="{value or ""}"' for name, value in sorted(self.attributes.items()))
        inside = "".join(child.canonical() if isinstance(child, Element) else child.strip() for child in self.children)
        return f"<{self.tag}{attributes}>{inside}</{self.tag}>"


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """Return the parsed markup under one root."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


class Page:
    """The slots of a board's page, and the revision they show."""

    def __init__(self, html: str) -> None:
        self.root = parse(html)
        # Each element that has an id, and what it stands in: a long story looks for them a million times.
        self._places: dict[str, tuple[Element, Element]] = {}
        self._enter(self.root)
        self.board = next(element for element in self.root.walk() if "data-revision" in element.attributes)
        self.revision = int(self.board.attributes["data-revision"] or 0)

    def find(self, id: str) -> Element | None:
        """Return the element with an id."""
        return self._places[id][0] if id in self._places else None

    def apply(self, frame: str) -> Self:
        """Apply a frame as the browser does: in order, late ones dropped, gaps refused."""
        outer = parse(frame).elements()[0]
        start, revision = int(outer.attributes["data-from"] or 0), int(outer.attributes["data-revision"] or 0)
        reset = "data-reset" in outer.attributes
        if not reset and revision <= self.revision:
            return self
        assert reset or start <= self.revision, "a gap: the browser would say hello again"
        for step in outer.elements():
            {"hx-place": self._place, "hx-remove": self._remove, "hx-order": self._order}[step.tag](step)
        if reset:
            self._keep_only({element.id for element in outer.walk() if element.tag == "li"})
        self.revision = revision
        self.board.attributes["data-revision"] = str(revision)
        return self

    def canonical(self) -> str:
        """Return the slots' markup: the board's head and its containers."""
        head = self.find(f"{self.board.id}-head")
        columns = self.find(f"{self.board.id}-columns")
        assert head is not None and columns is not None
        return head.canonical() + columns.canonical()

    def _enter(self, parent: Element) -> None:
        """Note where everything below an element stands; of two that share an id, the first one counts."""
        for element in parent.elements():
            if element.id:
                self._places.setdefault(element.id, (element, parent))
            self._enter(element)

    def _leave(self, element: Element) -> None:
        """Forget where an element and everything below it stand."""
        for each in element.walk():
            if self.find(each.id) is each:
                del self._places[each.id]

    def _place(self, step: Element) -> None:
        (element,) = step.elements()
        there = self.find(element.id)
        if "data-into" not in step.attributes:
            if there is not None:
                self._morph(there, element)
            return
        container = self.find(step.attributes["data-into"] or "")
        if there is not None:
            self._morph(there, element)
            self._take_out(element.id)
            element = there
        if container is not None:
            container.children.append(element)
            self._places[element.id] = (element, container)
            self._enter(element)
            self._sort(container)

    def _morph(self, old: Element, new: Element) -> None:
        old.attributes = new.attributes
        if "hx-morph-skip-children" in old.attributes:
            return
        kept = {element.id: element for element in old.elements() if element.id}
        for child in new.elements():
            if child.id in kept:
                self._morph(kept[child.id], child)
        for child in old.elements():
            self._leave(child)
        old.children = [
            kept.get(child.id, child) if isinstance(child, Element) and child.id else child for child in new.children
        ]
        self._enter(old)

    def _remove(self, step: Element) -> None:
        self._take_out(step.attributes["data-id"] or "")

    def _take_out(self, id: str) -> None:
        if id not in self._places:
            return
        element, parent = self._places[id]
        self._leave(element)
        parent.children = [child for child in parent.children if child is not element]

    def _order(self, step: Element) -> None:
        container = self.find(step.attributes["data-into"] or "")
        if container is None:
            return
        words = (step.attributes["data-keys"] or "").split()
        keys = dict(zip(words[::2], words[1::2], strict=True))
        for element in container.elements():
            element.attributes["data-order"] = keys.get(element.id, element.attributes["data-order"])
        self._sort(container)

    def _sort(self, container: Element) -> None:
        container.children.sort(key=lambda child: (isinstance(child, Element) and child.attributes["data-order"]) or "")

    def _keep_only(self, ids: set[str]) -> None:
        for element in self.root.walk():
            if element.tag == "li" and element.id.startswith(("card-", "column-")) and element.id not in ids:
                self._take_out(element.id)
