"""The settings page of the workspace's face."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenants.branding import brand_of, text_on
from tenants.divisions.access import manager_required
from tenants.divisions.contrast import judge
from tenants.divisions.forms import BrandingForm
from tenants.divisions.models import DEFAULT_ACCENT, Division


@require_http_methods(["GET", "HEAD", "POST"])
@manager_required
def edit(request: HttpRequest) -> HttpResponse:
    """GET, POST /settings/branding/"""
    division = Division.objects.get(is_default=True)
    form = BrandingForm(request.POST or None, request.FILES or None, instance=division)
    if not form.is_valid():
        context = {"form": form, **_preview(request.POST if form.is_bound else None, Division.objects.get(pk=division.pk))}
        return render(request, "divisions/branding.html", context, status=422 if form.is_bound else 200)
    saved = form.save()
    _tell(request, saved)
    return redirect("branding")


@require_POST
@manager_required
def preview(request: HttpRequest) -> HttpResponse:
    """POST /settings/branding/preview/ shows what is typed, and keeps nothing."""
    division = Division.objects.get(is_default=True)
    return render(request, "divisions/_preview.html", _preview(request.POST, division))


def _tell(request: HttpRequest, division: Division) -> None:
    messages.success(request, _("Saved. This is how customers see you from now on."))
    verdict = judge(division.accent)
    if not verdict.is_readable:
        better = _("The colour is hard to read. The nearest readable one is %(colour)s.") % {"colour": verdict.better}
        messages.warning(request, better)


def _preview(typed: Any, division: Division) -> dict[str, object]:
    typed = typed or {}
    accent = str(typed.get("accent", division.accent)).lower()
    accent = accent if re.fullmatch(r"#[0-9a-f]{6}", accent) else DEFAULT_ACCENT
    name = typed.get("name", division.name) or division.name
    return {
        "name": name,
        "accent": accent,
        "accent_text": text_on(accent),
        "logo_url": "" if typed.get("without_logo") else brand_of(division.name).logo_url,
        "sender": typed.get("sender_name", division.sender_name) or name,
        "verdict": judge(accent),
    }
