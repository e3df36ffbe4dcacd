"""The door of the command line: turns refusals into messages and exit codes, in this one place."""

import errno
import gettext
import os
import sys
from pathlib import Path

INTERRUPTED = 130
"""What shells give a program that Ctrl-C ended."""

LOCALE = Path(__file__).parent / "locale"


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; what is not an ArchiverError is a bug and flies."""
    _speak_chinese()
    import click

    from archiver.cli import archiver
    from archiver.errors import ArchiverError, ExitCode

    try:
        code = archiver.main(arguments, prog_name="archiver", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as wrong:
        wrong.show(sys.stderr)
        return ExitCode.USAGE
    except click.Abort:
        click.echo("已中止。已收下、已决定的都在，再运行一次即接着做。", err=True)
        return INTERRUPTED
    except ArchiverError as refused:
        click.echo(f"错误：{refused}", err=True)
        return refused.exit_code
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except OSError as full:
        if full.errno != errno.ENOSPC:
            raise
        click.echo("错误：磁盘已满。请腾出空间，再运行一次即接着做。", err=True)
        return ExitCode.REFUSED
    return code if isinstance(code, int) else ExitCode.DONE


def _speak_chinese() -> None:
    """Have click's own words in Chinese, and UTF-8 on every stream whatever the locale."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", str(LOCALE))
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="surrogateescape" if stream is sys.stdin else "replace")


if __name__ == "__main__":
    sys.exit(main())
