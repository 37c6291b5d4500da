"""Addresses of this room at the desk."""

from django.urls import path

from accounts.views import roles, settings, teams, users

urlpatterns = [
    path("settings/", settings.settings, name="settings"),
    path("settings/users/", users.index, name="users"),
    path("settings/users/new/", users.new, name="user_new"),
    path("settings/users/<int:pk>/", users.edit, name="user"),
    path("settings/users/<int:pk>/invitation/", users.invite_again, name="user_invitation"),
    path("settings/users/<int:pk>/activity/", users.activity, name="user_activity"),
    path("settings/teams/", teams.index, name="teams"),
    path("settings/teams/new/", teams.new, name="team_new"),
    path("settings/teams/<int:pk>/", teams.edit, name="team"),
    path("settings/roles/", roles.index, name="roles"),
    path("settings/roles/new/", roles.new, name="role_new"),
    path("settings/roles/<int:pk>/", roles.edit, name="role"),
    path("settings/roles/<int:pk>/removal/", roles.remove, name="role_removal"),
]
