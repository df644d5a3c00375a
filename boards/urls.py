"""Addresses of the app: nouns, but for the commands' door."""

from django.urls import path

from boards.views import (
    activity,
    archive,
    board,
    card,
    column,
    commands,
    guests,
    home,
    membership,
    people,
    pictures,
    roles,
    versions,
    visits,
)

app_name = "boards"
urlpatterns = [
    path("", home.home, name="home"),
    path("accounts/profile/", people.profile, name="profile"),
    path("accounts/profile/picture/", people.choose_picture, name="choose-picture"),
    path("accounts/profile/picture/remove/", people.remove_picture, name="remove-picture"),
    path("pictures/<slug:name>/", pictures.picture, name="picture"),
    path("roles/", roles.roles, name="roles"),
    path("boards/", home.create, name="create"),
    path("b/<uuid:board_id>/", board.board, name="board"),
    path("b/<uuid:board_id>/since/", board.since, name="since"),
    path("b/<uuid:board_id>/star/", visits.star, name="star"),
    path("b/<uuid:board_id>/farewell/", home.farewell, name="farewell"),
    path("b/<uuid:board_id>/delete/", home.delete, name="delete"),
    path("b/<uuid:board_id>/shell/", board.shell, name="shell"),
    path("b/<uuid:board_id>/members/", membership.members, name="members"),
    path("b/<uuid:board_id>/activity/", activity.board_activity, name="activity"),
    path("b/<uuid:board_id>/c/<int:number>/preview/", card.preview, name="card-preview"),
    path("b/<uuid:board_id>/c/<int:number>/activity/", activity.card_activity, name="card-activity"),
    path("b/<uuid:board_id>/c/<int:number>/versions/", versions.card_versions, name="card-versions"),
    path("b/<uuid:board_id>/archive/", archive.archived, name="archive"),
    path("b/<uuid:board_id>/c/<int:number>/", card.card, name="card"),
    path("b/<uuid:board_id>/c/<int:number>/editor/", card.editor, name="card-editor"),
    path("b/<uuid:board_id>/columns/<uuid:column_id>/", column.column, name="column"),
    path("g/<slug:secret>/", guests.board, name="guest"),
    path("g/<slug:secret>/since/", guests.since, name="guest-since"),
    path("g/<slug:secret>/shell/", guests.shell, name="guest-shell"),
    path("g/<slug:secret>/c/<int:number>/", guests.card, name="guest-card"),
    path("g/<slug:secret>/columns/<uuid:column_id>/", guests.column, name="guest-column"),
    path("b/<uuid:board_id>/do/<str:verb>/", commands.do, name="do"),
]
