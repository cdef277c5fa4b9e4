"""Start the command line: `python -m lattlast` and the console script."""

from lattlast.cli import app


def main() -> None:
    """Run the command that the user typed."""
    app()


if __name__ == "__main__":
    main()
