"""Names of offices, units and bodies: which text is one, and when two texts name the same one.

The endings are data. A name is recognised by its form alone; whether it issued the document is for `issuer.py`.
"""

import re
from difflib import SequenceMatcher

from catalog.fields.characters import HAN, is_closed, plain

ENDINGS: tuple[str, ...] = (
    *("委员会", "政府", "办公室", "办公厅", "领导小组", "领导组", "工作组", "指挥部", "联席会议", "常委会", "专班"),
    *(
        "县委",
        "市委",
        "省委",
        "区委",
        "镇委",
        "乡委",
        "州委",
        "旗委",
        "党委",
        "工委",
        "纪委",
        "监委",
        "团委",
        "编委",
        "农委",
    ),
    *(
        "发改委",
        "发展改革委",
        "改革委",
        "卫健委",
        "卫生健康委",
        "教委",
        "建委",
        "国资委",
        "科委",
        "经信委",
        "政法委",
        "文明委",
    ),
    *(
        "党组",
        "党支部",
        "党总支",
        "总支",
        "支部",
        "人大",
        "政协",
        "法院",
        "检察院",
        "妇联",
        "工会",
        "总工会",
        "残联",
        "工商联",
    ),
    *(
        "文联",
        "科协",
        "侨联",
        "联合会",
        "联合社",
        "协会",
        "学会",
        "商会",
        "基金会",
        "促进会",
        "研究会",
        "志愿者协会",
        "红十字会",
    ),
    *("局", "厅", "部", "司", "委", "旅", "处", "科", "院", "署", "办", "站", "所", "队", "股", "室"),
    *("中心", "事务所", "管理处", "办事处", "街道", "社区", "村委会", "居委会", "合作社", "服务社"),
    *(
        "部队",
        "大队",
        "中队",
        "支队",
        "总队",
        "分队",
        "军分区",
        "警备区",
        "军区",
        "人武部",
        "武装部",
        "干休所",
        "消防站",
    ),
    *(
        "学校",
        "中学",
        "小学",
        "大学",
        "学院",
        "幼儿园",
        "党校",
        "医院",
        "卫生院",
        "保健院",
        "福利院",
        "光荣院",
        "敬老院",
    ),
    *("公司", "集团", "银行", "支行", "分行", "信用社", "联社", "工厂", "农场", "林场", "酒店", "商场", "超市"),
    *(
        "图书馆",
        "博物馆",
        "纪念馆",
        "档案馆",
        "文化馆",
        "体育馆",
        "陵园",
        "公园管理处",
        "管委会",
        "编辑部",
        "监会",
        "理事会",
        "组委会",
        "筹委会",
        "中央",
        "军委",
        "总社",
        "基地",
        "编委会",
    ),
    *(
        "报社",
        "电视台",
        "广播台",
        "电台",
        "融媒体",
        "杂志社",
        "出版社",
        "通讯社",
        "督查室",
        "研究室",
        "政研室",
        "总编室",
    ),
)
"""What a name ends with; the one-character endings count only from four characters on."""

CENTRAL: frozenset[str] = frozenset(
    (
        *(
            "国务院",
            "财政部",
            "教育部",
            "公安部",
            "民政部",
            "司法部",
            "商务部",
            "文化部",
            "农业部",
            "水利部",
            "交通部",
            "铁道部",
            "卫生部",
        ),
        *(
            "国防部",
            "外交部",
            "科技部",
            "住建部",
            "应急部",
            "人社部",
            "工信部",
            "审计署",
            "国资委",
            "中宣部",
            "中组部",
            "统战部",
            "新华社",
        ),
    )
)
"""Central bodies whose names are too short for the endings alone."""

NOT_ENDINGS: tuple[str, ...] = (
    *(
        "干部",
        "全部",
        "内部",
        "外部",
        "局部",
        "网站",
        "车站",
        "主办",
        "承办",
        "协办",
        "举办",
        "督办",
        "催办",
        "交办",
        "军队",
        "入队",
        "归队",
    ),
    *(
        "部署",
        "签署",
        "会议室",
        "教室",
        "活动室",
        "好处",
        "到处",
        "之处",
        "常委",
        "政委",
        "上司",
        "本科",
        "学科",
        "场所",
        "住所",
        "庭院",
    ),
)
"""Words that end like a name and are none."""

_SHORTEST, _LONGEST = 3, 42
_LONGEST_LINE = 120
_ONE_CHARACTER = 4
_LEAST_ALIKE, _ALIKE, _REMNANT = 5, 0.66, 0.8
_NAME = re.compile(rf"[{HAN}×xX*＊\dA-Za-z·“”\"()（）○〇—-]+")
_NOT_FIRST = re.compile(
    r"全体|全县|全市|全镇|[各贵我你该其这此以对把被由在为与及或的]|本(?:局|单位|部|办|县|市|区|级|院|校|公司|委|处|镇|乡|省|府|机关|中心)|关于|有关|根据|按照"
    r"|经.{0,8}(?:研究|同意|批准)|附[件表]|于.{0,12}[日前]"
)
_NOT_INSIDE = re.compile(
    r"[的了已]|召开|开展|关于|通知|印发|同意|参加|负责|联系人|电话|加强|做好|先后|走访|慰问|前往|来到|赴|书面|报送|上报|前将|向.{0,4}报|\d[年月日]"
)
_SHARED_SUFFIX = re.compile(r"\((?:盖章|公章|章|印章|签章|印|代章|公童|盖童)\)$|[:：]?\((?:盖章|公章)\)|盖章$|公章$")
_SPECKS = re.compile(r"^[★☆*•·.'`~^_|:-]+|[★☆*•·.'`~^_|:-]+$")


def parse(text: str) -> str | None:
    """Return the name that the whole text is, folded and without specks or a note such as （盖章）; or None."""
    if len(text) > _LONGEST_LINE:
        return None
    name = _SPECKS.sub("", _SHARED_SUFFIX.sub("", _SPECKS.sub("", plain(text))))
    return name if _is_name(name) else None


def split(text: str) -> tuple[str, ...]:
    """Return the names that a line holds, in order, when white space or 、 parts it into nothing but names."""
    whole = parse(text)
    if len(text) > _LONGEST_LINE:
        return ()
    pieces = [piece for piece in re.split(r"[\s、，,]+", text.strip()) if plain(piece)]
    names = [parse(piece) for piece in pieces]
    known = [name for name in names if name]
    if len(pieces) > 1 and len(known) == len(pieces):
        return tuple(known)
    return (whole,) if whole else ()


def leading(text: str) -> str | None:
    """Return the longest name that begins the folded text and ends before 关于, a year or the end; or None."""
    match = re.match(r"(?P<name>.{3,42}?)(?=关于|[12]\d{3}年|二[〇○零0]|转发|印发)", text)
    return parse(match["name"]) if match else None


def resembles(one: str, other: str) -> bool:
    """Return whether two names may be one of which a seal or slips of OCR took a third of the characters at most.

    民政局 and 财政局 resemble each other: ask only where place already says that the same body is meant.
    """
    if min(len(one), len(other)) < _LEAST_ALIKE or one[-2:] != other[-2:]:
        return False
    alike = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return alike >= _ALIKE * max(len(one), len(other))


def is_remnant(piece: str, full: str) -> bool:
    """Return whether a name may be what a seal left readable of a longer one, with a character or so misread.

    Ask only where the longer one is known to be named: 县民政局 is nearly a remnant of 县财政金融局.
    """
    if len(piece) < _LEAST_ALIKE or len(piece) >= len(full) or piece[-1] != full[-1]:
        return False
    alike = sum(block.size for block in SequenceMatcher(None, piece, full, autojunk=False).get_matching_blocks())
    return alike >= _REMNANT * len(piece)


def shortens(short: str, full: str) -> bool:
    """Return whether the first name can stand for the second: its characters in the same order, the ending alike."""
    if len(short) < _SHORTEST or len(short) >= len(full) or short[-1] != full[-1]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def contains(full: str, piece: str) -> bool:
    """Return whether the second name is the first, or the piece of it that a seal left readable (its end)."""
    return full == piece or (len(piece) >= _SHORTEST and piece in full and piece[-1] == full[-1])


def _is_name(name: str) -> bool:
    if not _SHORTEST <= len(name) <= _LONGEST or not _NAME.fullmatch(name) or not is_closed(name):
        return False
    if _NOT_FIRST.match(name) or _NOT_INSIDE.search(name):
        return False
    if name in CENTRAL:
        return True
    if name.endswith(NOT_ENDINGS):
        return False
    return any(name.endswith(ending) and len(name) >= _least(ending) for ending in ENDINGS)


def _least(ending: str) -> int:
    return _ONE_CHARACTER if len(ending) == 1 else max(_SHORTEST, len(ending))
