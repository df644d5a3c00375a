"""The HTTP door of every command."""

from typing import cast
from uuid import UUID

from django.forms import EmailField
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_htmx.middleware import HtmxDetails

from boards import access, doors, refusal
from boards.commands.fields import ChildrenField, LineField, TextField
from boards.commands.registry import COMMANDS
from boards.live import resume
from boards.live.frame import Frame
from boards.threads import in_reads
from boards.views.board import frame_response, read_stamp
from boards.views.members import MemberRequest

# What people call the fields that they type into.
LABELS = {
    "title": _("Title"),
    "description": _("Description"),
    "name": _("Name"),
    "email": _("E-mail address"),
}
ENVELOPE = ("id", "base", "outbox", "since", "next")


@require_POST
async def do(request: MemberRequest, board_id: UUID, verb: str) -> HttpResponse:
    """Carry out a command: for script (JSON), for htmx (what changed since its page), or for a plain form (a page)."""
    answer = await _answer(request, board_id, verb)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse(answer.as_json(), status=answer.status)
    if isinstance(answer, doors.Refused):
        return _refused(request, answer, board_id, verb)
    if cast(HtmxDetails, request.htmx):  # type: ignore[attr-defined]
        return await _what_changed(request, board_id)
    return HttpResponse(status=303, headers={"Location": _next(request.POST, board_id)})


async def _answer(request: MemberRequest, board_id: UUID, verb: str) -> doors.Ack | doors.Refused:
    user = await request.auser()
    # Templates ask for it, and may not read the database here.
    request.user = user  # type: ignore[assignment]
    if not user.is_authenticated:
        return doors.Refused(request.POST.get("id"), refusal.signed_out())
    return await doors.submit(_message(request.POST, verb), verb=verb, board_id=board_id, actor=user)


def _message(form: QueryDict, verb: str) -> dict[str, object]:
    """Return a form as a message: of each field the last value, but all of what is chosen by check boxes."""
    fields = COMMANDS[verb].base_fields if verb in COMMANDS else {}
    chosen = {name: form.getlist(name) for name in form if isinstance(fields.get(name), ChildrenField)}
    return {**form.dict(), **chosen}


def _refused(request: MemberRequest, answer: doors.Refused, board_id: UUID, verb: str) -> HttpResponse:
    """Show what was typed again, with what is wrong beside it. Nothing is lost."""
    command = COMMANDS.get(verb)
    errors = answer.refusal.errors
    fields = [
        {
            "name": name,
            "label": LABELS.get(name, name),
            "value": " ".join(request.POST.getlist(name)) if isinstance(field, ChildrenField) else request.POST[name],
            "errors": errors.get(name, []),
            "theirs": answer.refusal.theirs.get(name),
            "kind": "text"
            if isinstance(field, TextField)
            else "line"
            if isinstance(field, LineField | EmailField)
            else "hidden",
        }
        for name, field in (command.base_fields.items() if command else ())
        if name in request.POST
    ]
    shown = {field["name"] for field in fields if field["kind"] != "hidden"}
    context = {
        "verb": verb,
        "board_id": board_id,
        "fields": fields,
        "has_theirs": bool(answer.refusal.theirs),
        "errors": [message for name, messages in errors.items() if name not in shown for message in messages],
        # To send it again now means: I have seen theirs.
        "base": answer.refusal.revision if answer.refusal.revision is not None else request.POST.get("base", ""),
        "next": _next(request.POST, board_id),
    }
    return render(request, "boards/refused.html", context, status=answer.status)


async def _what_changed(request: MemberRequest, board_id: UUID) -> HttpResponse:
    def read() -> Frame | None:
        found = resume.since(board_id=board_id, **read_stamp(request.POST, "since"))
        # Whoever has just left, or was removed meanwhile, does not get what came after that.
        return found if access.may_see(actor=request.user, board_id=board_id) else None

    return frame_response(await in_reads(read))


def _next(form: QueryDict, board_id: UUID) -> str:
    """Return the page to go to: one of ours that the form names, else the board."""
    wanted = form.get("next", "")
    # No hosts are allowed: only paths on this server, and nothing that breaks a header.
    if wanted.startswith("/") and wanted.isprintable() and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return iri_to_uri(wanted)
    return reverse("boards:board", args=[board_id])
