"""What `microblog` and `python -m microblog` run: the command line."""

import gc


def main() -> None:
    """Import everything, and do what the command line says."""
    # What is imported stays for good: to look through it for garbage all the while takes a third of the start.
    gc.disable()
    from microblog.entrypoints.cli import main as run

    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
