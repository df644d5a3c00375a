import uuid

import django.db.models.deletion
from django.db import migrations, models


def name_the_nameless(apps, schema_editor):
    """Give changes that plain forms made an id of their own, so that every change can be undone."""
    Change = apps.get_model("boards", "Change")
    nameless = Change.objects.filter(command_id=None)
    while batch := list(nameless.only("pk")[:1000]):
        for change in batch:
            change.command_id = uuid.uuid4()
        Change.objects.bulk_update(batch, ["command_id"])


class Migration(migrations.Migration):

    dependencies = [
        ("boards", "0002_people_and_visits"),
    ]

    operations = [
        migrations.RunPython(name_the_nameless, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="change",
            name="command_id",
            field=models.UUIDField(default=uuid.uuid4),
        ),
        migrations.AddField(
            model_name="change",
            name="undoes",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="boards.change"),
        ),
        migrations.AlterField(
            model_name="patch",
            name="kind",
            field=models.CharField(
                choices=[("board", "Board"), ("column", "Column"), ("card", "Card"), ("member", "Member"), ("aside", "Aside")],
                max_length=10,
            ),
        ),
    ]
