"""The note that lies beside a file that was set aside: which file, when, what is wrong, what to do, how to retry.

In Chinese, for a clerk who knows nothing of this program. It says of the contents only what the findings say.
"""

from collections.abc import Sequence
from datetime import datetime

from archiver.intake import findings as kinds
from catalog.findings import SECRET_MARK
from ocr.finding import Finding

HEADING = "没有收下的文件"

_RETRY = (
    "换好以后，运行下面这条命令重新收这个文件（不写文件名就是全部重收）：",
    '   archiver retry "{kept_as}"',
)
_MEND = ("按上面说的把文件处理好，仍用“{name}”这个名字放在这里，替换原来那一份。", *_RETRY)
_MEND_OR_UNPACK = (_MEND[0], "解压后放入收件箱的，这个压缩包就不用管了。", *_RETRY)
_MEND_MEMBERS = (
    "压缩包里其余的文件已经收下，不用再收。",
    "上面列出的文件，处理好后单独放入收件箱；都收好了，这个压缩包就不用管了。",
    "也可以重新压缩成一个完好的压缩包，仍用“{name}”这个名字放在这里，替换原来那一份。",
    *_RETRY,
)
_HAND_OVER = (
    "不要打开、复制、外传“{name}”。马上告知保密员，按保密规定移交、处置。",
    "移交以后，从这个文件夹里删除它；别处还有副本的，一并交保密员处置。",
)
_HAND_OVER_FILE = (
    *_HAND_OVER,
    "经保密员确认是误报（文中只是提到密级字样）或者已经解密的，不用删除，",
    "运行下面这条命令写明理由，就会收下；谁在什么时候、为什么声明，都记入操作日志：",
    '   archiver retry "{kept_as}" --not-secret "理由"',
)
_HAND_OVER_OTHER = (
    *_HAND_OVER,
    "上面所指的那一份经保密员确认是误报或者已经解密的，先按它旁边的说明声明，",
    "再运行下面这条命令重新收这个文件：",
    '   archiver retry "{kept_as}"',
)

_RETRY_TOGETHER = ("这个文件本身没有问题，不用改动。先把上面所指的那一份处理好。", *_RETRY)

_MEMBERS = (kinds.MEMBER_ENCRYPTED, kinds.MEMBER_DAMAGED, kinds.MEMBER_NAME, kinds.MEMBER_NOT_A_FILE)
_ARCHIVES = (
    kinds.ZIP_DAMAGED,
    kinds.ZIP_ENCRYPTED,
    kinds.ZIP_TOO_MANY,
    kinds.ZIP_TOO_LARGE,
    kinds.ZIP_BOMB,
    kinds.ZIP_TOO_DEEP,
)

_ADVICE = (
    ((SECRET_MARK,), _HAND_OVER_FILE),
    ((kinds.ZIP_HOLDS_SECRET, kinds.STOOD_WITH_SECRET), _HAND_OVER_OTHER),
    ((kinds.STOOD_WITH,), _RETRY_TOGETHER),
    (_MEMBERS, _MEND_MEMBERS),
    (_ARCHIVES, _MEND_OR_UNPACK),
)
"""What to do for which kinds of findings; the first line that fits counts."""


def text(kept_as: str, *, source_name: str, findings: Sequence[Finding], at: datetime, sha256: str) -> str:
    """Return the note about the file that lies at `kept_as` below set-aside/."""
    reasons = [
        f"{number}. {finding.message}{f'（第 {finding.page} 页）' if finding.page else ''}"
        for number, finding in enumerate(findings, 1)
    ]
    lines = [
        HEADING,
        "",
        f"文件：{source_name}",
        f"搁置时间：{at:%Y-%m-%d %H:%M}",
        f"指纹（SHA-256）：{sha256}",
        "",
        "原因：",
        *reasons,
        "",
        "怎么办：",
        *(line.format(name=kept_as.rpartition("/")[2], kept_as=kept_as) for line in _advice(findings)),
        "",
        "本程序没有改动过这个文件。收下以后，这份说明会自动删除。",
        "",
    ]
    # Notepad of older Windows needs these line ends.
    return "\r\n".join(lines)


def _advice(findings: Sequence[Finding]) -> tuple[str, ...]:
    codes = {finding.code for finding in findings}
    fitting = (advice for about, advice in _ADVICE if any(kind.code in codes for kind in about))
    return next(fitting, _MEND)
