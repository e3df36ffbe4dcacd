"""The settings of one archive: what each means, its default, and how the file `归档.toml` is written and read.

The file is written from the models below, descriptions included, so that it cannot say what the program does not do.
Functions elsewhere take the two values they use, never all the settings.
"""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from archiver.errors import ArchiverError
from archiver.settings_faults import describe, find_line, syntax_fault

PREAMBLE = """\
# 归档设置。每一项上面是它的意思；改动后保存（UTF-8 编码），下一条命令起生效。
# 引号、等号、小数点请用英文（半角）符号。删去一项即用默认值。
"""


def _day(value: object) -> object:
    """Return the date for `2023-08-01` in quotes, and None for empty quotes: TOML has no word for nothing."""
    if value == "":
        return None
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return dt.date.fromisoformat(value)
    return value  # refused by the model, if it is no date


SCHEDULER = r"^(?:(?:tcp|tls)://[^\s/]+:\d{1,5})?$"
"""A Dask scheduler's address, or nothing."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Section(BaseModel):
    """A part of the settings; its title is its heading in the file. Unknown keys are refused, nothing is converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ArchiveSettings(Section):
    """The office and its people."""

    model_config = ConfigDict(title="单位和经办人")

    fonds: str = Field(default="", description="全宗号，印在封面和目录上；没有就留空")
    fonds_name: str = Field(default="", description="全宗名称（立档单位全称），印在封面和目录上；没有就留空")
    clerk: str = Field(default="", description="整理人，记入操作日志并印在备考表上；留空则日志用本机登录名")
    checker: str = Field(default="", description="检查人，印在备考表上；留空则留待手签")


class InboxSettings(Section):
    """Taking files in."""

    model_config = ConfigDict(title="收件")

    settle_seconds: float = Field(
        default=2.0, ge=0, le=3600, description="文件大小和时间多少秒不变才算复制完；网络慢可加大"
    )


class LimitSettings(Section):
    """What a file may cost before it is set aside."""

    model_config = ConfigDict(title="单个文件的上限，超过的放入 set-aside，不影响其他文件")

    file_megabytes: int = Field(default=512, ge=1, description="一个文件最大多少兆字节")
    pages: int = Field(default=3000, ge=1, description="一个文件最多多少页")
    megapixels: int = Field(default=120, ge=1, description="一页图像最多多少百万像素")
    seconds_per_task: int = Field(default=180, ge=1, description="读一批页最多用多少秒，超过即停止读这个文件")
    zip_files: int = Field(default=5000, ge=1, description="一个压缩包里最多多少个文件")
    zip_depth: int = Field(default=3, ge=1, description="压缩包里再套压缩包，最多几层")
    zip_ratio: int = Field(default=200, ge=1, description="解压后最多是压缩前的多少倍")
    zip_megabytes: int = Field(default=4096, ge=1, description="一个压缩包解压后最大多少兆字节")


class ReadingSettings(Section):
    """Reading pages."""

    model_config = ConfigDict(title="文字识别")

    workers: int = Field(default=0, ge=0, le=256, description="同时识别的进程数；0 为按处理器核数和内存，最多 4 个")
    threads: int = Field(default=0, ge=0, le=64, description="每个进程用几个线程；0 为自动")
    worker_memory_megabytes: int = Field(
        default=2048, ge=512, description="一个识别进程最多用多少兆字节内存，超过即停止它并重读那一页"
    )
    recycle_pages: int = Field(default=400, ge=1, description="一个识别进程读多少批页后换新的，以免占用内存越来越多")
    scheduler: str = Field(
        default="",
        pattern=SCHEDULER,
        description="识别集群的地址，如 tcp://192.168.1.10:8786，由几台电脑一起识别（见 docs/scale.md）；留空只用本机",
    )
    dpi: int = Field(default=200, ge=72, le=600, description="没有文字层的 PDF 页按每英寸多少点转成图像来识别")
    engine: Literal["paddle"] = Field(default="paddle", description="识别引擎")


class FilingSettings(Section):
    """How sure the program must be of an item, from 0 to 1."""

    model_config = ConfigDict(title="归类：程序对一个条目的把握从 0 到 1")

    automatic: float = Field(default=0.85, ge=0, le=1, description="把握不低于此数，不经人确认就归入条目")
    suggest: float = Field(default=0.45, ge=0, le=1, description="把握不低于此数，提请人确认；再低算未归类")
    learn_after: int = Field(
        default=20,
        ge=0,
        description="人工新决定了多少件，就在 review 结束时自动学习一次；0 为只在 archiver learn 时学习",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.suggest > self.automatic:
            message = f"suggest（{self.suggest}）应不大于 automatic（{self.automatic}）"
            raise ValueError(message)
        return self


class IndexSettings(Section):
    """Full-text search."""

    model_config = ConfigDict(title="检索")

    engine: Literal["whoosh", "tantivy"] = Field(
        default="whoosh", description="检索引擎；材料上十万页的可改为 tantivy，要另外安装，改后下一次运行时重建检索库"
    )


class BindingSettings(Section):
    """Assembling the binders."""

    model_config = ConfigDict(title="装订")

    converter: Literal["auto", "libreoffice", "typst"] = Field(
        default="auto",
        description="Word、Excel 文件转成页面用什么：auto 有 LibreOffice 就用它，没有则用 typst 重新排版",
    )
    volume_pages: int = Field(default=300, ge=10, description="一册最多多少页，超过则分册")
    stamp_position: Literal["top-right"] = Field(default="top-right", description="页码印在页面何处：右上角")
    retention: str = Field(default="", description="保管期限，按本单位的保管期限表填写，如 永久、30年；留空不印")
    date: Annotated[dt.date | None, BeforeValidator(_day)] = Field(
        default=None, description="整理日期，如 2023-08-01，印在备考表和封面上；留空不印"
    )


class Settings(Section):
    """All settings; a section or a key that is missing has its default."""

    archive: ArchiveSettings = ArchiveSettings()
    inbox: InboxSettings = InboxSettings()
    limits: LimitSettings = LimitSettings()
    reading: ReadingSettings = ReadingSettings()
    filing: FilingSettings = FilingSettings()
    index: IndexSettings = IndexSettings()
    binding: BindingSettings = BindingSettings()


def default_text(*, fonds: str = "", fonds_name: str = "") -> str:
    """Return the settings file of a new archive: every key with its meaning and its default."""
    return text_of(Settings(archive=ArchiveSettings(fonds=fonds, fonds_name=fonds_name)))


def text_of(settings: Settings) -> str:
    """Return the file that says these settings, with the meaning of each."""
    return PREAMBLE + "".join(line + "\n" for line in _lines(settings))


def load(path: Path) -> Settings:
    """Return the settings written in the file.

    Raises ArchiverError that names the file, the line and the key, what is expected there and what was found.
    """
    text = _read(path)
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ArchiverError(syntax_fault(path, text, str(error))) from error
    except ValidationError as error:
        faults = sorted((find_line(text, fault["loc"]) or 0, describe(fault, Settings)) for fault in error.errors())
        told = [f"{path} 第 {line} 行：{fault}" if line else f"{path}：{fault}" for line, fault in faults]
        raise ArchiverError("设置有误，什么也没有做。请改正后再试：\n" + "\n".join(told)) from error


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")  # Notepad puts a byte order mark in front
    except FileNotFoundError as error:
        raise ArchiverError(f"找不到设置文件 {path}。请从备份恢复，或放一个空文件（全部用默认值）。") from error
    except UnicodeDecodeError as error:
        raise ArchiverError(f"设置文件 {path} 不是 UTF-8 编码。请用记事本打开，另存为时编码选 UTF-8。") from error


def _lines(settings: Settings) -> Iterator[str]:
    for name in Settings.model_fields:
        section: Section = getattr(settings, name)
        yield ""
        yield f"# {type(section).model_config.get('title')}"
        yield f"[{name}]"
        for key, field in type(section).model_fields.items():
            yield f"# {field.description}"
            yield f"{key} = {_format(getattr(section, key))}"


def _format(value: Any) -> str:  # noqa: ANN401 - whatever a setting holds
    """Return the value as TOML writes it; JSON's strings and numbers are written alike."""
    if value is None:
        return '""'
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # the one sign TOML alone refuses
