"""Rows of invented people for rosters: names, villages, masked numbers, sums. The same seed gives the same rows."""

from collections.abc import Callable

import numpy as np

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN_MEN = "伟强磊军勇杰涛明超刚平辉鹏华飞波斌宇浩凯健俊帆帅旭宁龙林阳建国志文忠德全昌荣贵福生喆堃旻昇"
GIVEN_WOMEN = "芳娜敏静丽艳娟霞秀英玲桂兰梅琳雪婷慧莹洁燕红萍玉珍凤琴云莲翠玥珺"
TOWNS = ("望城坡街道", "青禾坪镇", "柳渡口镇", "石鼓垭镇", "云雾寨镇", "长堰镇", "枫林桥镇")
VILLAGES = (
    "东河村",
    "三岔湾村",
    "老鹰岩村",
    "新塘村",
    "向阳社区",
    "水磨沟村",
    "马家畈村",
    "望江社区",
    "杉木坝村",
    "大石桥村",
    "双井村",
    "红星社区",
)

Rng = np.random.Generator
Cell = Callable[[Rng, int, str], str]


def person(rng: Rng) -> str:
    """Return an invented name of two or three characters."""
    given = GIVEN_WOMEN if rng.random() < 0.3 else GIVEN_MEN
    count = 1 if rng.random() < 0.25 else 2
    return _one(rng, SURNAMES) + "".join(_one(rng, given) for _ in range(count))


def _one(rng: Rng, signs: str) -> str:
    return signs[int(rng.integers(len(signs)))]


def _pick(rng: Rng, choices: tuple[str, ...]) -> str:
    return choices[int(rng.integers(len(choices)))]


def _masked_id(rng: Rng, _row: int, _arg: str) -> str:
    """Return an identity number of a region code that no province has (99), its middle masked as exhibits must."""
    return f"9905{int(rng.integers(21, 30))}********{int(rng.integers(1000, 9999))}"


def _day(rng: Rng, _row: int, month: str) -> str:
    return f"{month}-{int(rng.integers(1, 28)):02d}"


COLUMNS: dict[str, Cell] = {
    "no": lambda _rng, row, _arg: str(row),
    "name": lambda rng, _row, _arg: person(rng),
    "town": lambda rng, _row, _arg: _pick(rng, TOWNS),
    "village": lambda rng, _row, _arg: _pick(rng, VILLAGES),
    "home": lambda rng, _row, _arg: _pick(rng, TOWNS) + _pick(rng, VILLAGES),
    "id": _masked_id,
    "phone": lambda rng, _row, _arg: (
        f"1{_one(rng, '3578')}{int(rng.integers(0, 9))}****{int(rng.integers(1000, 9999))}"
    ),
    "card": lambda rng, _row, _arg: f"6200****{int(rng.integers(1000, 9999))}",
    "choice": lambda rng, _row, arg: _pick(rng, tuple(arg.split("|"))),
    "fixed": lambda _rng, _row, arg: arg,
    "day": _day,
    "serial": lambda rng, row, arg: f"{arg}{1000 + 10 * row + int(rng.integers(10))}",
    "blank": lambda _rng, _row, _arg: "",
}


def rows(columns: list[str], people: int, seed: int) -> list[list[str]]:
    """Return rows for columns such as `no`, `choice:烈属|军属`, `fixed:500`; what follows a colon is the argument."""
    rng = np.random.default_rng(seed)
    table: list[list[str]] = []
    for row in range(1, people + 1):
        cells: list[str] = []
        for column in columns:
            kind, _, argument = column.partition(":")
            cells.append(COLUMNS[kind](rng, row, argument))
        table.append(cells)
    return table


def total(table: list[list[str]], column: int) -> int:
    """Return the sum of a column of whole numbers."""
    return sum(int(row[column].replace(",", "")) for row in table)
