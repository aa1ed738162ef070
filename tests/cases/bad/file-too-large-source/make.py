"""A PDF of twenty megabytes and a text of two, and a bit."""

from pathlib import Path


def make(content: Path) -> None:
    (content / "sources").mkdir()
    (content / "sources/ordenanza-012-2025.pdf").write_bytes(b"%PDF-1.4\n" + bytes(20_000_000))
    (content / "sources/plan-salud-2025.txt").write_bytes(b"Un anexo\n" * 230_000)
