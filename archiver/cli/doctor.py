"""`archiver doctor`: what this machine has and lacks."""

from pathlib import Path

import click


@click.command(options_metavar="[选项]", short_help="看看这台电脑缺什么，怎么补。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def command(home: Path, *, as_json: bool) -> int:
    """看看这台电脑缺什么（识别模型、字体、办公软件转换），怎么补。"""
    from archiver.cli.printing import say, say_json
    from archiver.doctoring import examine
    from archiver.errors import ExitCode

    parts = examine(home)
    if as_json:
        say_json(
            [
                {"part": part.name, "present": part.present, "needed": part.needed, "detail": part.detail}
                for part in parts
            ]
        )
    else:
        for part in parts:
            mark = "有" if part.present else ("缺" if part.needed else "无")
            say(f"[{mark}] {part.name}：{part.detail}")
    return ExitCode.MISSING_PART if any(part.needed and not part.present for part in parts) else ExitCode.DONE
