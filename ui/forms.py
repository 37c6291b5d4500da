"""How Django draws a form: `{{ form }}` and `{{ form.subject.as_field_group }}` look right everywhere."""

from typing import Any

from django.forms.renderers import Jinja2, TemplatesSetting

BUILT_IN = "django/forms/widgets/"
#: Django's own widgets as its Jinja2 templates: a ticket's page has a hundred, and they are drawn in a third of the time.
QUICK = Jinja2()


class Renderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith(BUILT_IN):
            return QUICK.get_template(template_name)
        return super().get_template(template_name)
