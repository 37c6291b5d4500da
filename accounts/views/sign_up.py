"""Creating a workspace."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts import founding, limits
from accounts.forms.founding import FoundingForm
from accounts.naming import free_names, slug_of
from accounts.views.foundings import address_of


def sign_up(request: HttpRequest) -> HttpResponse:
    """GET, POST /sign-up/ takes the name and leads to the page that shows how the workspace is made."""
    if not settings.SIGN_UP_OPEN:
        raise Http404
    if request.method != "POST":
        return _page(request, FoundingForm())
    form = FoundingForm(request.POST)
    if not limits.may(request, "sign_up"):
        return render(request, "429.html", status=429)
    if form.is_from_a_machine:
        return redirect("landing")
    if form.is_valid():
        fields = {key: form.cleaned_data[key] for key in ("company", "slug", "name", "email", "language")}
        try:
            return redirect(address_of(founding.begin(**fields)))
        except founding.NameTaken:
            form.refuse_name()
    return _page(request, form, status=422)


@require_GET
def name(request: HttpRequest) -> HttpResponse:
    """GET /sign-up/name/?slug=…&company=… says whether the name is free, and which are."""
    if not settings.SIGN_UP_OPEN or not limits.may(request, "sign_up_name"):
        raise Http404
    wish = slug_of(request.GET.get("slug", "") or request.GET.get("company", ""))
    free = free_names(wish)
    context = {"wish": wish, "free": free, "is_free": wish in free, "base_domain": settings.BASE_DOMAIN}
    return render(request, "public/_name.html", context)


def _page(request: HttpRequest, form: FoundingForm, *, status: int = 200) -> HttpResponse:
    return render(request, "public/sign_up.html", {"form": form, "base_domain": settings.BASE_DOMAIN}, status=status)
