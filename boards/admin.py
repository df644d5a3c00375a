"""The admin: people are looked after here; board content is shown read-only, since only commands may write it."""

from typing import Any, cast

from allauth.account.decorators import secure_admin_login
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards import administration
from boards.models import Board, Card, Change, Column, Invitation, Link, Membership, Patch, User


class _Shown:
    """Shows rows; adds, changes and deletes nothing."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly(_Shown, admin.ModelAdmin):  # type: ignore[type-arg]
    """A list and a page of what is stored. Large tables are not counted a second time for each search."""

    show_full_result_count = False


class Members(_Shown, admin.TabularInline):  # type: ignore[type-arg]
    """Who is on a board, or on which boards somebody is."""

    model = Membership
    fields = ("board", "user", "role")
    extra = 0


class Patches(_Shown, admin.TabularInline):  # type: ignore[type-arg]
    """What a change did to each row."""

    model = Patch
    extra = 0


class Owned(admin.SimpleListFilter):
    """Boards that an administrator has to hand over: ``manage.py hand_over``."""

    title = _("owner")
    parameter_name = "owner"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("none", gettext("Nobody who can sign in"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Board]) -> QuerySet[Board]:
        return administration.without_owner(queryset) if self.value() == "none" else queryset


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """People: find them, keep them out, make them administrators. Deleting is for the shell, which says what goes."""

    list_display = ("name", "email", "is_active", "is_superuser", "board_total", "last_login", "date_joined")
    list_filter = ("is_active", "is_superuser", "last_login", "date_joined")
    search_fields = ("name", "email")
    # What has consequences is done by the actions; an address is changed, and confirmed, by its owner.
    fields = ("name", "colour", "email", "is_active", "is_superuser", "last_login", "date_joined")
    readonly_fields = ("email", "is_active", "is_superuser", "last_login", "date_joined")
    inlines = (Members,)
    actions = ("disable", "enable", "make_administrators", "unmake_administrators")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return administration.people()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("boards"), ordering="board_total")
    def board_total(self, user: User) -> int:
        return int(user.board_total)  # type: ignore[attr-defined]

    @admin.action(description=_("Disable: end all sessions, let in no more"), permissions=["change"])
    def disable(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for user in self._others(request, people):
            administration.disable(user)
            self.message_user(
                request, gettext("{name} is signed out everywhere and cannot sign in any more.").format(name=user.name)
            )

    @admin.action(description=_("Enable: let in again"), permissions=["change"])
    def enable(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for user in people:
            administration.enable(user)
            self.message_user(request, gettext("{name} can sign in again.").format(name=user.name))

    @admin.action(description=_("Make administrators"), permissions=["change"])
    def make_administrators(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for user in people:
            if not administration.is_confirmed(user):
                words = gettext(
                    "{email} was never confirmed, so {name} may be somebody else. Nothing was changed."
                ).format(email=user.email, name=user.name)
                self.message_user(request, words, messages.WARNING)
                continue
            administration.set_administrator(user, to=True)
            self.message_user(request, gettext("{name} is an administrator now.").format(name=user.name))

    @admin.action(description=_("Make ordinary people again"), permissions=["change"])
    def unmake_administrators(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for user in self._others(request, people):
            administration.set_administrator(user, to=False)
            self.message_user(request, gettext("{name} is no administrator any more.").format(name=user.name))

    def _others(self, request: HttpRequest, people: QuerySet[User]) -> list[User]:
        """Return all but oneself: nobody locks herself out by a click."""
        own = cast(User, request.user).pk
        if people.filter(pk=own).exists():
            words = gettext("You left yourself as you are. Another administrator can do this, or manage.py.")
            self.message_user(request, words, messages.WARNING)
        return list(people.exclude(pk=own))


@admin.register(Board)
class BoardAdmin(ReadOnly):
    """Boards, and those that nobody looks after."""

    list_display = ("name", "archived", "revision", "created_at")
    list_filter = ("archived", Owned, "created_at")
    search_fields = ("name", "=id", "memberships__user__email")
    inlines = (Members,)


@admin.register(Invitation)
class InvitationAdmin(ReadOnly):
    """Who was invited to what. The secrets are not kept."""

    list_display = ("board", "role", "created_by", "expires_at", "used", "max_uses")
    list_filter = ("expires_at", "role")
    list_select_related = ("board", "created_by")
    search_fields = ("board__name", "email", "created_by__name")
    exclude = ("digest",)


@admin.register(Column)
class ColumnAdmin(ReadOnly):
    """Columns."""

    list_display = ("name", "board", "card_count", "archived")
    list_filter = ("archived",)
    list_select_related = ("board",)
    search_fields = ("name", "board__name")


@admin.register(Card)
class CardAdmin(ReadOnly):
    """Cards."""

    list_display = ("title", "number", "board", "column", "archived", "created_at")
    list_filter = ("archived", "created_at")
    list_select_related = ("board", "column")
    search_fields = ("title", "board__name")


@admin.register(Link)
class LinkAdmin(ReadOnly):
    """Which boards guests may see, and until when."""

    list_display = ("name", "board", "expires_at", "created_by", "created_at")
    list_filter = ("expires_at", "created_at")
    list_select_related = ("board", "created_by")
    search_fields = ("name", "board__name")


@admin.register(Change)
class ChangeAdmin(ReadOnly):
    """The journal."""

    list_display = ("at", "board", "revision", "command", "actor")
    list_filter = ("at", "command")
    list_select_related = ("board", "actor")
    search_fields = ("board__name", "=actor__email", "=command")
    ordering = ("-at",)
    inlines = (Patches,)


# Through our own sign-in page, which is throttled; Django's form is not.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
