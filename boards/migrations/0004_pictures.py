from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("boards", "0003_undo"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="picture",
            field=models.CharField(blank=True, default="", editable=False, max_length=32),
            preserve_default=False,
        ),
    ]
