"""The admin: people are managed here; board content is shown read-only, since only commands may write it."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest

from boards.models import Board, Card, Change, Column, Membership, User


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows rows; changes nothing."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """People: find them, deactivate them, make them administrators."""

    list_display = ("name", "email", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("name", "email")
    fields = ("name", "email", "colour", "is_active", "is_staff", "is_superuser", "last_login", "date_joined")
    readonly_fields = ("last_login", "date_joined")


# Through our own sign-in page, which is throttled; Django's form is not.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.register((Board, Column, Card, Membership, Change), ReadOnly)
