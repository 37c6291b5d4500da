"""Saved views, who has them within reach, and what each person chose last for a list."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0005_sharing_views'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='View',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.CharField(choices=[('tickets', 'Tickets'), ('contacts', 'Contacts'), ('organisations', 'Organisations'), ('assets', 'Objects')], max_length=13, verbose_name='list')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('icon', models.CharField(default='list-filter', max_length=40, verbose_name='icon')),
                ('audience', models.CharField(choices=[('personal', 'Only me'), ('team', 'A team'), ('shared', 'Everybody at the desk'), ('portal', 'Customers in the portal')], default='personal', max_length=8, verbose_name='for')),
                ('query', models.TextField(blank=True, verbose_name='address')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_counted', models.BooleanField(default=True, verbose_name='with a count')),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='views', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='views', to='accounts.team', verbose_name='team')),
            ],
            options={
                'verbose_name': 'view',
                'verbose_name_plural': 'views',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_pinned', models.BooleanField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to=settings.AUTH_USER_MODEL)),
                ('view', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='lists.view')),
            ],
            options={
                'verbose_name': 'pin',
                'verbose_name_plural': 'pins',
            },
        ),
        migrations.CreateModel(
            name='Habit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list', models.CharField(choices=[('tickets', 'Tickets'), ('contacts', 'Contacts'), ('organisations', 'Organisations'), ('assets', 'Objects'), ('portal', 'Customer portal')], max_length=13)),
                ('columns', models.JSONField(blank=True, null=True, verbose_name='columns')),
                ('sort', models.CharField(blank=True, max_length=60, verbose_name='order')),
                ('density', models.CharField(choices=[('comfortable', 'Comfortable'), ('compact', 'Compact')], default='comfortable', max_length=11, verbose_name='density')),
                ('shows_closed', models.BooleanField(default=False, verbose_name='closed ones too')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='habits', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'habit',
                'verbose_name_plural': 'habits',
                'constraints': [models.UniqueConstraint(fields=('user', 'list'), name='one_habit_per_list')],
            },
        ),
        migrations.AddConstraint(
            model_name='view',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience', 'personal'), ('owner__isnull', False)), models.Q(models.Q(('audience', 'personal'), _negated=True), ('owner', None)), _connector='OR'), name='personal_views_have_an_owner'),
        ),
        migrations.AddConstraint(
            model_name='view',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience', 'team'), ('team__isnull', False)), models.Q(models.Q(('audience', 'team'), _negated=True), ('team', None)), _connector='OR'), name='team_views_have_a_team'),
        ),
        migrations.AddConstraint(
            model_name='view',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience', 'portal'), _negated=True), ('list', 'tickets'), _connector='OR'), name='portal_views_show_tickets'),
        ),
        migrations.AddConstraint(
            model_name='pin',
            constraint=models.UniqueConstraint(fields=('user', 'view'), name='one_pin_per_view'),
        ),
    ]
