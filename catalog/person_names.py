"""Names of persons taken out of a text, so that nothing is learned from who was there.

Chinese names carry no mark. Taken for one is a common family name with one or two characters after it, where an
office, a form of address or a form's blank stands beside it, or where it fills a cell or a line alone. A name found
once is taken out wherever it stands. Too much may go, such as a verb's first character.
"""

import re

GONE = " "

# The commonest family names, of some 85 in a hundred people; not those that begin ordinary words (金额, 方案, 万元).
FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶魏苏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃戴莫孔向汤葛俞樊殷施申倪鲁翟蓝柳温芦"
)
DOUBLE = "欧阳|上官|司马|诸葛|皇甫|尉迟|东方|慕容|令狐|夏侯"
NAME = rf"(?:(?:{DOUBLE})[\u4e00-\u9fff]{{1,2}}|[{FAMILY}][\u4e00-\u9fff]{{1,2}}?)"
OFFICE = (
    "书记|县长|市长|区长|镇长|乡长|村长|主任|局长|部长|科长|股长|处长|站长|所长|院长|校长|园长|队长|社长|会长|政委|司令员?|参谋长?|干事|教导员|指导员"
    "|班长|排长|连长|营长|团长|旅长|主席|常委|委员|秘书长|经理|董事长|教师|医生|律师|法官|检察官|民警|老兵|战士|烈士|烈属|军属|士官|军士|军嫂|新兵|学员"
)
ADDRESS = f"同志|同学|先生|女士|老人|大爷|大娘|奶奶|爷爷|阿姨|一行|家中|家属|烈士|老兵|军嫂|夫妇|{OFFICE}"
BLANK = (
    "(?:联系人|签发人|审核人?|经办人?|填表人|制表人?|领取人|申请人|受援人|户主|姓名|负责人|主持人?|记录人?|出席|参加"
    "|校对|签字|签名)[:：]"
)
PATTERNS = (
    re.compile(rf"(?<![\u4e00-\u9fff])({NAME})(?![\u4e00-\u9fff])"),  # alone in a line, a cell or a list
    re.compile(rf"({NAME})(?=(?:等[\d一二三四五六七八九十几]*[名人位])?(?:{ADDRESS}))"),
    re.compile(rf"(?:{OFFICE}|{BLANK}|——)({NAME}[\u4e00-\u9fff]?)"),
)


def without(text: str) -> str:
    """Return a text with a blank in place of each name; what stood beside it does not grow together."""
    names = {name for pattern in PATTERNS for name in pattern.findall(text)}
    if not names:
        return text
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.sub("|".join(map(re.escape, longest_first)), GONE, text)
