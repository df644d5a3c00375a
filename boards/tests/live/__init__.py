"""The protocol against its enemies: hub, resume and publisher."""
