"""The note that lies beside a file that was set aside: which file, when, what is wrong, what to do, how to retry.

In Chinese, for a clerk who knows nothing of this program. It says of the contents only what the findings say.
"""

from collections.abc import Sequence
from datetime import datetime

from archiver.intake import findings as kinds
from catalog.findings import SECRET_MARK
from ocr.finding import Finding

HEADING = "没有收下的文件"

_MEND = ("按上面说的把文件处理好，仍用“{name}”这个名字放在这里，替换原来那一份。",)
_MEND_OR_UNPACK = (*_MEND, "解压后放入收件箱的，这个压缩包就不用管了。")
_MEND_MEMBERS = (
    "压缩包里其余的文件已经收下，不用再收。",
    "上面列出的文件，处理好后单独放入收件箱；都收好了，这个压缩包就不用管了。",
    "也可以重新压缩成一个完好的压缩包，仍用“{name}”这个名字放在这里，替换原来那一份。",
)
_HAND_OVER = (
    "不要打开、复制、外传这个文件。马上告知保密员，由保密员按规定处置。",
    "以后确需归档、又已不带密级标志的（已解密，或涉密部分已取出），",
    "仍用“{name}”这个名字放在这里，替换原来那一份。没有处理就重新收，仍会停在这里。",
)

_SECRETS = (SECRET_MARK, kinds.ZIP_HOLDS_SECRET)
_MEMBERS = (kinds.MEMBER_ENCRYPTED, kinds.MEMBER_DAMAGED, kinds.MEMBER_NAME, kinds.MEMBER_NOT_A_FILE)
_ARCHIVES = (
    kinds.ZIP_DAMAGED,
    kinds.ZIP_ENCRYPTED,
    kinds.ZIP_TOO_MANY,
    kinds.ZIP_TOO_LARGE,
    kinds.ZIP_BOMB,
    kinds.ZIP_TOO_DEEP,
)

_ADVICE = ((_SECRETS, _HAND_OVER), (_MEMBERS, _MEND_MEMBERS), (_ARCHIVES, _MEND_OR_UNPACK))
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
        *(line.format(name=kept_as.rpartition("/")[2]) for line in _advice(findings)),
        "换好以后，运行下面这条命令重新收这个文件（不写文件名就是全部重收）：",
        f'   archiver retry "{kept_as}"',
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
