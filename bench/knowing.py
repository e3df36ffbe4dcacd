"""How well papers are known: their fields after OCR, their items, and what decisions teach. Each part tells its own.

Run from the checkout: `make bench-knowing`, after `make bench-knowing_fields ARGS="--make"` has read the pages once.
A part alone: `make bench-filing`, `make bench-learning`.
"""

from bench import filing, knowing_fields, learning


def main() -> None:
    """Run the parts one after another."""
    for part in (knowing_fields, filing, learning):
        print(f"\n== {part.__name__}")
        part.main()


if __name__ == "__main__":
    main()
