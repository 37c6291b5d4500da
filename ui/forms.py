"""How Django draws a form: `{{ form }}` and `{{ form.subject.as_field_group() }}` look right everywhere."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
