"""The language that somebody has chosen for all their devices."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("boards", "0010_background"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
    ]
