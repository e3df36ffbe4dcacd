"""Texts of offices that do not exist: titles, numbers, paragraphs and tables put together by lot from many words.

Made for measuring reading and describing; nothing is taken from the shipped samples, and no seed gives a real text.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "page_words.toml").read_text(encoding="utf-8"))
CHINESE_DIGITS = "〇一二三四五六七八九"
COUNTING = ("一", "二", "三", "四", "五", "六")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What an official paper says: its fields, its paragraphs, and where it would be sent."""

    title_lines: tuple[str, ...]
    doc_number: str
    issuers: tuple[str, ...]
    day: date
    day_text: str
    addressee: str
    paragraphs: tuple[str, ...]
    printed_on: str
    table_head: tuple[str, ...]
    table_rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A place with its offices; draws every word from its own dice."""

    dice: Random
    place: str
    level: str

    @classmethod
    def drawn(cls, dice: Random) -> "Office":
        """Return an office in a place of three characters and its level: no real county is named so."""
        level = dice.choice(("县", "县", "市", "区"))
        place = "".join(dice.sample(WORDS["place_heads"], 2)) + dice.choice(WORDS["place_tails"])
        return cls(dice, place + level, level)

    def one(self, name: str) -> str:
        """Return one of the words of that name."""
        return str(self.dice.choice(WORDS[name]))

    def person(self) -> str:
        """Return a name of two or three characters."""
        return self.one("surnames") + "".join(self.one("given") for _ in range(self.dice.choice((1, 2, 2, 2))))

    def village(self) -> str:
        """Return the name of a village or neighbourhood."""
        return self.one("village_signs") + self.one("village_signs") + self.one("village_tails")

    def firm(self) -> str:
        """Return the name of a firm."""
        return "".join(self.one("firm_signs") for _ in range(3)) + self.one("firm_trades") + "有限公司"

    def filled(self, pattern: str, near: date) -> str:
        """Return a pattern with its blanks filled."""
        dice = self.dice
        words = {name: self.one(name + "s") for name in ("topic", "unit", "verb", "noun", "bad", "law")}
        others = {name + "2": self.one(name + "s") for name in ("unit", "verb", "noun")}
        numbers = {
            "n": dice.randint(2, 97), "d": dice.randint(1, 9), "d2": dice.randint(1, 9),
            "big": dice.randint(101, 29999), "money": f"{dice.uniform(1, 3000):.2f}",
            "percent": f"{dice.uniform(1, 99):.1f}", "phone": f"{dice.randint(2000000, 8999999)}",
            "date": spoken(near + timedelta(days=dice.randint(-80, 120))),
        }  # fmt: skip
        names = {
            "firm": self.firm(), "firm2": self.firm(), "name": self.person(), "name2": self.person(),
            "name3": self.person(), "village": self.village(), "town": self.one("village_signs") + "坪镇",
            "town2": self.one("village_signs") + "桥镇", "unit3": self.one("units"), "goods": self.one("goods"),
            "city": "省、市", "level": self.level, "form2": "安排",
        }  # fmt: skip
        return pattern.format_map(words | others | numbers | names)


def spoken(day: date) -> str:
    """Return a day as documents print it: 2023年3月6日."""
    return f"{day.year}年{day.month}月{day.day}日"


def spelled(day: date) -> str:
    """Return a day in Chinese numerals as documents before 2012 print it: 二〇二三年三月六日."""
    year = "".join(CHINESE_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_counted(day.month)}月{_counted(day.day)}日"


def _counted(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else CHINESE_DIGITS[tens] + "十")
    return head + (CHINESE_DIGITS[ones] if ones else "")


def compose(dice: Random, *, sentences: int, issuers: int = 1, old_date: bool = False) -> Letter:
    """Return a paper of about that many sentences."""
    office = Office.drawn(dice)
    names = tuple(office.place + unit for unit in dice.sample(WORDS["units"], issuers))
    head: tuple[str, ...] = tuple(dice.choice(WORDS["table_heads"]))
    day = date(2018, 1, 1) + timedelta(days=dice.randint(0, 2300))
    opening, closing = dice.choice((("〔", "〕"),) * 6 + (("[", "]"), ("（", "）")))
    code = office.place[0] + office.one("codes") + dice.choice(("", "发", "函"))
    return Letter(
        title_lines=_title(office, names),
        doc_number=f"{code}{opening}{day.year}{closing}{dice.randint(1, 299)}号",
        issuers=names,
        day=day,
        day_text=spelled(day) if old_date else spoken(day),
        addressee=dice.choice(("各镇人民政府、街道办事处", f"{office.level}直各部门、各直属单位", "各有关单位")),
        paragraphs=_paragraphs(office, day, sentences),
        printed_on=spoken(day + timedelta(days=dice.randint(0, 4))),
        table_head=head,
        table_rows=tuple(table_row(office, head, number) for number in range(1, dice.randint(7, 12))),
    )


def _title(office: Office, names: Sequence[str]) -> tuple[str, ...]:
    about = f"关于{office.one('topics')}的{office.one('forms')}"
    if office.dice.random() < 0.5:
        return (about,)
    return ("　".join(names), about)


def _paragraphs(office: Office, day: date, sentences: int) -> tuple[str, ...]:
    """Return an opening, then numbered headings with a few sentences below each."""
    made = [office.filled(office.one("openings"), day)]
    left, part = sentences, 0
    while left > 0 and part < len(COUNTING):
        take = min(left, office.dice.randint(1, 3))
        made.append(f"{COUNTING[part]}、{office.one('headings')}")
        made.append("".join(office.filled(office.one("sentences"), day) for _ in range(take)))
        left, part = left - take, part + 1
    return tuple(made)


def table_row(office: Office, head: Sequence[str], number: int) -> tuple[str, ...]:
    """Return the cells of a row under these headings."""
    dice = office.dice
    cells = {
        "序号": str(number), "姓名": office.person(), "单位": office.one("units"),
        "金额（元）": str(dice.randint(100, 90000)), "备注": dice.choice(("", "", "已核实", "待补", "银行转账")),
        "项目名称": office.one("nouns"),
        "建设地点": office.village(), "投资（万元）": f"{dice.uniform(5, 900):.1f}", "责任人": office.person(),
        "镇（街道）": office.one("village_signs") + "坪镇", "任务数": str(dice.randint(10, 99)),
        "完成数": str(dice.randint(10, 99)), "完成率": f"{dice.uniform(60, 100):.1f}%",
    }  # fmt: skip
    return tuple(cells[name] for name in head)


def shorter(letter: Letter) -> Letter:
    """Return the paper without its last paragraph, or its last heading with what stands below, and a row less."""
    kept = letter.paragraphs[:-1]
    while kept and is_heading(kept[-1]):
        kept = kept[:-1]
    return replace(letter, paragraphs=kept, table_rows=letter.table_rows[:-1])


def is_heading(paragraph: str) -> bool:
    """Return whether a paragraph is one of the short numbered headings."""
    return paragraph[1:2] == "、" and not paragraph.endswith("。")
