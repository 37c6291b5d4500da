"""How Django draws a form: `{{ form }}` and `{{ form.subject.as_field_group() }}` look right everywhere."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from ui import controls


class Renderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Plain words, which Django marks as safe in its own way: the console loses anybody else's."""
        return str(controls.drawn(template_name, context) or super().render(template_name, context, request))
