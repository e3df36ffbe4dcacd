"""What this machine has and lacks for the work, and what to do about it."""

import shutil
import socket
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from archiver import compute
from archiver.archive import MEBI
from archiver.config import ReadingSettings, load
from archiver.errors import ArchiverError
from archiver.home import Home
from ocr import models
from ocr.office import program
from ocr.office.kinds import Part as OfficePart

_CONNECT_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the machine: whether it is there, whether the work needs it, and advice in Chinese."""

    name: str
    present: bool
    needed: bool
    detail: str


def examine(root: Path) -> tuple[Part, ...]:
    """Look at every part; nothing is installed or changed."""
    return (_weights(), _fonts(), _engine(), _readers(root), _office(), _disk(root), _home(root))


def _weights() -> Part:
    status = models.probe()
    return Part(name="识别模型", present=status.present, needed=True, detail=status.problem or status.name)


def _fonts() -> Part:
    present = find_spec("pylopdf_fonts_zh_cn") is not None
    detail = "随程序自带的宋体、黑体" if present else "没有字体包，请重新安装本程序（make setup）"
    return Part(name="打印字体", present=present, needed=True, detail=detail)


def _engine() -> Part:
    present = find_spec("paddleocr") is not None and find_spec("onnxruntime") is not None
    detail = "PaddleOCR（ONNX Runtime）" if present else "没有识别程序，请重新安装本程序（make setup）"
    return Part(name="识别引擎", present=present, needed=True, detail=detail)


def _readers(root: Path) -> Part:
    """Tell how many processes read pages here, or whether the cluster that is named answers."""
    try:
        wishes = load(Home(root).settings).reading
    except ArchiverError:  # no archive yet, or one whose settings every other command complains of
        wishes = ReadingSettings()
    name = "识别进程"
    if wishes.scheduler:
        present = _answers(wishes.scheduler)
        detail = f"由识别集群 {wishes.scheduler} 识别" + ("" if present else "，现在连不上，请看看调度程序是否在运行")
        return Part(name=name, present=present, needed=False, detail=detail)
    memory = wishes.worker_memory_megabytes * MEBI
    count = compute.processes(wishes.workers, memory)
    gibi = 1024**3
    detail = (
        f"这台电脑有 {compute.cores()} 个处理器核、{compute.memory() / gibi:.0f} GB 内存，"
        f"同时开 {count} 个识别进程，每个最多用 {memory / gibi:.1f} GB"
    )
    enough = count * memory <= compute.memory()
    return Part(
        name=name, present=enough, needed=False, detail=detail if enough else detail + "，内存可能不够，请改设置"
    )


def _answers(scheduler: str) -> bool:
    host, _, port = scheduler.partition("://")[2].rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_CONNECT_SECONDS):
            return True
    except OSError:
        return False


def _office() -> Part:
    found = program.find_soffice()
    lacking = program.missing_parts(found)
    opens = {
        OfficePart.WRITER: "doc、wps、rtf、odt",
        OfficePart.CALC: "xls、et、ods",
        OfficePart.IMPRESS: "ppt、dps、pptx、odp",
    }
    unread = "；".join(opens[part] for part in lacking)
    if lacking:
        what = "LibreOffice 的部分组件" if found else "LibreOffice"
        detail = f"没有{what}，不能识别 {unread} 文件；请安装：{program.advice(lacking)}"
    else:
        detail = f"{program.version(found or '')}（{found}），旧版 Office 和 WPS 文件能识别，按原版式装订"
    return Part(name="办公文件转换", present=not lacking, needed=False, detail=detail)


def _disk(root: Path) -> Part:
    place = next(folder for folder in (root, *root.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free / 1024**3
    return Part(name="磁盘空间", present=free > 1, needed=True, detail=f"剩余 {free:.1f} GB")


def _home(root: Path) -> Part:
    present = (root / "ledger.db").exists()
    detail = str(root.resolve()) if present else f"{root} 还不是档案，请运行 archiver init"
    return Part(name="档案", present=present, needed=False, detail=detail)
