"""A map whose borders have more points than a page can carry."""

from pathlib import Path


def make(content: Path) -> None:
    ring = ", ".join(f"[{n / 100:.2f}, {n % 2}]" for n in range(10_001))
    border = f"[{ring}, [0.00, 0]]"
    head = '{"features": [{"type": "Feature", "properties": {"zona": "Z1"}, "geometry": '
    area = f'{{"type": "Polygon", "coordinates": [{border}]}}'
    (content / "regions.geojson").write_text(f"{head}{area}}}]}}")
