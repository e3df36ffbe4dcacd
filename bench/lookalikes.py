"""Finds characters that look alike and prints the table index/lookalikes.txt.

    python bench/lookalikes.py > index/lookalikes.txt

The 3,755 characters of level 1 of GB 2312, digits and Latin letters are drawn in the shipped Noto Sans SC and Noto
Serif SC, blurred a little and compared, each with each; a pair agrees to `ALIKE` in both. `TAUGHT` are pairs that
schoolbooks list as easily confused (形近字) and that the drawing of print keeps further apart than that. Two numerals
are never a pair: 2028 is another year than 2023, however they look. Capital letters count as small ones, as in the
index.
"""

from pathlib import Path

import numpy as np
import pylopdf_fonts_zh_cn
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ALIKE = 0.83
SIZE = 32
LATIN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz〇"
TAUGHT = (
    "己已巳 未末 日曰目 土士 人入八 大太犬 千干于 天夫 王玉主 田由甲申 午牛 刀力 儿几 广厂 候侯 拔拨 慰尉 优忧 抚扶 "
    "兵乒乓 戌戍戊 冶治 折拆析 货贷 贫贪 晴睛 辨辩瓣 暮幕墓慕 徽微徵 洒酒 免兔 历厉 诉拆 今令 师帅 仓仑 竟竞 "
    "0O〇 1lI 5S 8B 2Z"
)
NUMERALS = "0123456789〇一二三四五六七八九十百千万亿"
PER_CHARACTER = 4


def characters() -> str:
    """Return what is compared."""
    return LATIN + b"".join(bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)).decode(
        "gb2312", errors="ignore"
    )


def drawn(text: str, font: Path) -> NDArray[np.float32]:
    """Return one row of numbers a character, of length one and mean zero."""
    face = ImageFont.truetype(str(font), SIZE)
    rows: list[NDArray[np.float32]] = []
    for character in text:
        picture = Image.new("L", (SIZE + 8, SIZE + 8))
        ImageDraw.Draw(picture).text((4, -4), character, font=face, fill=255)
        row = np.asarray(picture.filter(ImageFilter.GaussianBlur(1.2)), dtype=np.float32).ravel()
        row -= row.mean()
        rows.append(row / np.linalg.norm(row))
    return np.stack(rows)


def main() -> None:
    """Print the table: a character and those it is taken for, the likest first."""
    text = characters()
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    alike = np.minimum(*(m @ m.T for m in (drawn(text, font) for font in sorted(folder.glob("*.otf")))))
    np.fill_diagonal(alike, 0)
    pairs = {(text[a], text[b]): float(alike[a, b]) for a, b in zip(*np.where(alike > ALIKE), strict=True)}
    pairs = {(a.lower(), b.lower()): how for (a, b), how in pairs.items()}
    pairs |= {(a, b): 1.0 for group in TAUGHT.lower().split() for a in group for b in group if a != b}
    pairs = {pair: how for pair, how in pairs.items() if pair[0] != pair[1] and not set(pair) <= set(NUMERALS)}
    print("# Characters that are taken for one another; made by bench/lookalikes.py, which says how.")
    for one in sorted({a for a, _ in pairs}):
        others = sorted((b for a, b in pairs if a == one), key=lambda b: (-pairs[one, b], b))
        print(one + "\t" + "".join(others[:PER_CHARACTER]))


if __name__ == "__main__":
    main()
