"""What a line near the top of a document is: furniture, number, date, label, addressee, heading, prose.

The role comes from the line alone; `parts.py` weighs it against its neighbours. Marks of prose are data: what body
text begins with (GB/T 9704-2012 7.3.3 has each paragraph begin with its number or two blanks) and what no title holds.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from catalog.fields import date_forms, kinds, labels, number_forms, organisation, secrecy
from catalog.fields.characters import han_count, plain
from catalog.fields.spots import Spot
from ocr.page import Region


class Role(StrEnum):
    """The part that a line may play in the head of a document."""

    FURNITURE = "furniture"
    NUMBER = "number"
    DATE = "date"
    ISSUE_ROW = "issue_row"
    LABEL = "label"
    ORGANISATION = "organisation"
    ADDRESSEE = "addressee"
    TABLE = "table"
    CAPTION = "caption"
    PROSE = "prose"
    HEADING = "heading"


_COPY_NUMBER = r"\d{5,7}"
_GRADE = r"(?:绝密|机密|秘密|内部)?[★☆*]?(?:\d+年|长期)?"
_URGENCY = r"(?:特急|加急|急件|特提|平急|紧急|火急|限时办结)"
_FURNITURE = re.compile(
    rf"{_COPY_NUMBER}|(?:{_COPY_NUMBER})?{_GRADE}{_URGENCY}?|签发人?:?.{{0,16}}|签发:?.{{0,12}}|\(?(?:此件)?(?:不|依申请|主动)?公开(?:发布)?\)?"
    r"|\(?内部(?:资料|文件|材料|参考|刊物).{0,10}\)?|.{0,4}(?:注意保存|妥善保管|不得外传).{0,4}|\(?第?[ABC]类?\)?"
    r"|.*(?:https?://|www\.|\.gov\.cn|\.com).*|.*(?:首页|当前位置|您的位置|返回顶部|无障碍|设为首页|加入收藏).*|.*[>＞»].*"
    r"|(?:新闻|要闻|动态|专题|政务|服务|互动|导航|正文|搜索|登录|繁體|繁体|简体|手机版|客户端|打印|关闭|分享到?|【.{1,6}】){1,8}"
    r"|[【\[].{0,3}(?:字体|大中小|打印|关闭).{0,12}|字体:.*|.{2,20}(?:门户网站|政府网|政务网|新闻网|客户端|公众号|微信公众平台)"
    r"|(?:全宗号|年度|件号|机构|问题|保管期限|页数|归档章|永久|定期|\d{2}年|D\d{2}|页|件)+|[A-Z]{0,2}\d{1,6}(?:-[A-Z\d·]+)+"
    r"|.{3,24}(?<![通简喜短快资音捷])讯|.{2,16}\d{1,2}日(?:讯|电)"
    r"|文件|图\d+|续表|共\d+份|\(?正本\)?|\(?副本\)?|(?:收文|来文).{0,16}|.{2,20}收文章?"
)
_BYLINE = re.compile(r"[(（□■●]?(?:本报|本网|本台|特约)?(?:记者|通讯员|作者|撰稿|文/|文·|图/|摄影/)[:：/]?.{0,24}")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_PERSON = re.compile(
    rf".{{0,14}}(?:书记|县长|市长|区长|主任|局长|部长|政委|主席|院长|校长|镇长|乡长|司令员|站长|组长|队长)[{_SURNAMES}].{{1,2}}"
)
_BULLETIN_ROW = re.compile(r"(?:主办|编印|编发|编|印发|整理|主编)$|^(?:主办单位|编印单位|主办|编印):")
_ENUMERATED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.,]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十百零\d]{1,4}[条章节编]"
    r"|\d{1,2}[、.](?!\d)|[①-⑳●■◆▲·]|附件?[一二三四五六七八九十\d]*:|附件?[一二三四五六七八九十\d]*$"
)
_OPENING = re.compile(
    r"为(?:了|贯彻|深入|进一步|切实|全面|认真|做好|加强|推动|规范|落实|确保|更好|扎实|庆祝|表彰|弘扬|大力|迎接|充分|巩固|持续|有效|保障)"
    r"|根据|按照|依据|遵照|依照|经.{2,}(?:研究|同意|批准)|近日|日前|近期|今天|昨日|昨天|今日|上午|下午|本报讯|本网讯|本报|讯|现将|现就|兹有?|特此|接"
    r"|\d{1,2}月\d{1,2}日|[12]\d{3}年\d{1,2}月\d{1,2}日.{0,8}[,，]|在.{4,}(?:之际|到来|来临)|今年以来|今年|去年|一年来|(?:近年|多年|连日|长期以|一直以)来[,，]|[12]\d{3}年(?:以来)?[,，]"
    r"|请(?:于|各|按|将|认真|结合|务必)|望(?:各|认真)|要(?:把|进一步|切实|认真|高度)"
    r"|你(?:局|单位|镇|办|县|乡|部|院|校|公司)|各位|尊敬的|亲爱的|敬爱的|同志们|会议(?:指出|强调|认为|要求|由)|我(?:县|镇|局|市|乡|单位)"
    r"|(?:甲|乙|丙)方|出席|列席|参加(?:人员|单位)|主持|活动(?:现场|中|期间)|图为|本(?:法|办法|条例|规定|制度)"
)
_ADOPTED = re.compile(
    r"\([12]\d{3}年\d{1,2}月\d{1,2}日.{5,}|[12]\d{3}年\d{1,2}月\d{1,2}日.*(?:通过|公布|施行|修订|修正|批准|发布|颁布)\)?$|《.{2,40}》(?:已|业)"
)
_CAPTION = re.compile(
    r"\(?(?:图|照片|图片|上图|下图|左图|右图|配图|题图)(?:[一二三四五六七八九十\d]{1,3}[:.、 ]?|:|为|说明)"
    r"|.{0,30}\(?.{0,6}(?:摄影?|供图)\)?$"
)
_COMMA = re.compile(r"[,;；，]")
_ADDRESSEE_LIST = re.compile(
    r"各.{0,12}(?:部门|单位|镇|乡|街道|县|市|区|局|委|办|组织|团体|企业|院校|学校|成员|政府|机关|村|社区|省)"
)
_TABLE_HEAD = re.compile(r"序号|编号|姓名|项目|科目|名称|单位:.{1,4}|金额单位:.{1,4}|.{2,20}(?:\.{3,}|…+|·{3,})\d{1,3}")
_PARAGRAPH = 300
_LONG_PROSE, _COMMA_PROSE, _OPENING_PROSE = 46, 22, 14


def of(spot: Spot) -> Role:
    """Return the part that the line plays by its own form."""
    text = spot.plain
    if len(text) > _PARAGRAPH:
        return Role.TABLE if "\t" in spot.text else Role.PROSE
    for role, test in _TESTS:
        if test(spot, text):
            return role
    return Role.HEADING


def is_prose(text: str) -> bool:
    """Return whether a folded line reads like a piece of running text or of its numbering, and not like a heading."""
    if "。" in text or "；" in text or ";" in text or _ENUMERATED.match(text) or _ADOPTED.match(text):
        return True
    if _COMMA.search(text[-1:]) or text.endswith("、"):
        return True
    if _OPENING.match(text) and (len(text) >= _OPENING_PROSE or _COMMA.search(text) or text.endswith(":")):
        return True
    if kinds.completes(text):
        return False
    return len(text) > _LONG_PROSE or (bool(_COMMA.search(text)) and len(text) >= _COMMA_PROSE)


def is_addressee(text: str) -> bool:
    """Return whether a folded line addresses someone: 各镇人民政府，县级各部门：, 县财政局：, 同志们：."""
    if text.endswith(":"):
        return True
    if _COMMA.search(text) or "、" in text:
        named = [piece for piece in re.split(r"[、,，;；]", text) if piece]
        bodies = sum(organisation.parse(piece) is not None for piece in named)
        return bool(_ADDRESSEE_LIST.match(text)) or (len(named) > 1 and bodies == len(named))
    return bool(_ADDRESSEE_LIST.fullmatch(text))


def _is_furniture(_spot: Spot, text: str) -> bool:
    if _FURNITURE.fullmatch(text) or _BYLINE.fullmatch(text) or _PERSON.fullmatch(text) or secrecy.is_released(text):
        return True
    return han_count(text) == 0 and not date_forms.shape(text)


def _is_number(text: str) -> bool:
    return number_forms.is_number(text) or number_forms.parse_order(text) is not None


def _is_issue_row(_spot: Spot, text: str) -> bool:
    ending = date_forms.trailing(text)
    office = ending[0].rstrip("()") if ending else text
    named = organisation.parse(_BULLETIN_ROW.sub("", office)) is not None
    return named and (ending is not None or _BULLETIN_ROW.search(office) is not None)


def _is_label(spot: Spot, text: str) -> bool:
    named = labels.names(spot.text)
    if labels.is_form_row(text) or ("\t" in spot.text and labels.read(spot)):
        return True
    return bool(named) and (text.startswith(named[0]) or date_forms.search(text) is not None or len(named) > 1)


def _is_table(spot: Spot, text: str) -> bool:
    if "\t" in spot.text.strip() or _TABLE_HEAD.fullmatch(text):
        return True
    return spot.region is Region.TABLE and not kinds.completes(text)


_TESTS: tuple[tuple[Role, Callable[[Spot, str], bool]], ...] = (
    (Role.FURNITURE, _is_furniture),
    (Role.NUMBER, lambda _spot, text: _is_number(number_forms.unwrapped(text))),
    (Role.DATE, lambda _spot, text: date_forms.shape(text) is not None or date_forms.is_partial(text)),
    (Role.ISSUE_ROW, _is_issue_row),
    (Role.LABEL, _is_label),
    (Role.TABLE, _is_table),
    (Role.CAPTION, lambda _spot, text: _CAPTION.match(text) is not None),
    (Role.ORGANISATION, lambda spot, text: not text.endswith(":") and letterhead_names(spot.text) != ()),
    (Role.ADDRESSEE, lambda _spot, text: is_addressee(text)),
    (Role.PROSE, lambda _spot, text: is_prose(text)),
)


def letterhead_names(text: str) -> tuple[str, ...]:
    """Return the names that a line of a letterhead or signature holds, without 文件 behind the last."""
    folded = plain(text)
    if folded.endswith("文件") and folded != "文件":
        name = organisation.parse(folded.removesuffix("文件"))
        return (name,) if name else ()
    return organisation.split(text)
