"""Secrecy marks: every page that bears one stops its record; no page that only speaks of secrets does."""

import pytest

from catalog.fields import secrecy
from catalog.record import Secrecy
from ocr.page import Ink, Line, Page, Region, Source

from .sheets import BODY, HEIGHT, LEFT, LETTER, WIDTH, prose, put, scanned, title, told, typed

REST = [
    put("青溪县人民武装部文件", 130, size=34, ink=Ink.RED),
    put("青武〔2022〕7号", 200),
    put("关于开展训练的通知", 250, size=22),
    *(prose("各单位要认真组织训练，严格要求，确保完成各项任务。", 300 + 25 * index) for index in range(14)),
]


@pytest.mark.parametrize(
    ("mark", "grade"),
    [
        ("绝密", Secrecy.TOP_SECRET),
        ("机密", Secrecy.SECRET),
        ("秘密", Secrecy.CONFIDENTIAL),
        ("机 密", Secrecy.SECRET),
        ("秘　　密", Secrecy.CONFIDENTIAL),
        ("机密★1年", Secrecy.SECRET),
        ("机密 ★ 长期", Secrecy.SECRET),
        ("绝密★", Secrecy.TOP_SECRET),
        ("秘密☆５年", Secrecy.CONFIDENTIAL),
        ("秘密*十年", Secrecy.CONFIDENTIAL),
        ("秘密大5年", Secrecy.CONFIDENTIAL),
        ("机密★l年", Secrecy.SECRET),
        ("机密1年", Secrecy.SECRET),
        ("機密", Secrecy.SECRET),
        ("【机密】", Secrecy.SECRET),
        ("机密级", Secrecy.SECRET),
        ("密级：秘密", Secrecy.CONFIDENTIAL),
        ("密 级：机密★3年", Secrecy.SECRET),
        ("000012 机密★1年 特急", Secrecy.SECRET),
        ("★机密", Secrecy.SECRET),
        ("机密★1年 青溪县人民武装部文件", Secrecy.SECRET),
        ("密级：□绝密 ☑机密 □秘密", Secrecy.SECRET),
        ("机密▲", Secrecy.SECRET),
        ("秘密◆3年", Secrecy.CONFIDENTIAL),
        ("机密▲关于开展训练的通知", Secrecy.SECRET),
        ("Ⅱ 机密", Secrecy.SECRET),
        ("Ⅰ秘密关于开展训练的通知", Secrecy.CONFIDENTIAL),
        ("003 秘密", Secrecy.CONFIDENTIAL),
        ("原密级：秘密 现密级：机密", Secrecy.SECRET),
        ("机密★5年 未解密", Secrecy.SECRET),
        ("密级：机密 解密日期：2030年", Secrecy.SECRET),
    ],
)
def test_a_mark_in_the_corner_stops_the_record(mark: str, grade: Secrecy) -> None:
    """In every form that GB/T 9704-2012 7.2.2 and OCR give it."""
    pages = scanned([put(mark, 75, left=79), *REST])
    found = secrecy.find(pages)
    assert found is not None
    assert found.value is grade
    assert secrecy.is_marked(pages[0])
    assert secrecy.is_marked(typed(f"{mark}\n{LETTER}")[0])


@pytest.mark.parametrize(
    "words",
    [
        "青溪县保密工作领导小组",
        "关于印发《保守国家秘密法》的通知",
        "关于做好机密文件管理的通知",
        "商业秘密",
        "国家秘密",
        "严守军事秘密，不得泄露",
        "内部资料",
        "内部★5年",
        "密级：",
        "密级：绝密□机密□秘密□",
        "密级：绝密、机密、秘密",
        "文件应当标明“机密★1年”字样。",
        "秘密。",
        "工作秘密",
        "保密期限",
        "秘书科",
        "〔已解密〕原密级：秘密",
        "原密级：机密★10年（已解密）",
        "绝密★解密",
    ],
)
def test_words_that_only_speak_of_secrets_stop_nothing(words: str) -> None:
    """Nor does 内部, nor an empty form."""
    assert secrecy.find(scanned([put(words, 75, left=79), *REST])) is None
    assert secrecy.find(typed(f"{words}\n{LETTER}")) is None


def test_a_mark_read_in_two_pieces_is_one() -> None:
    """秘 and 密 as lines of their own, the star and the term apart."""
    assert secrecy.is_marked(scanned([put("秘", 75, left=79), put("密", 75, left=130), *REST])[0])
    pieces = [put(text, 75, left=79 + 40 * index) for index, text in enumerate(("机", "密", "★", "1年"))]
    assert secrecy.is_marked(scanned([*pieces, *REST])[0])


def test_a_starred_mark_counts_wherever_it_stands_alone_a_bare_word_near_the_top() -> None:
    """A cell or the tail of a sentence further down is no mark."""
    assert secrecy.is_marked(scanned([*REST, put("秘密★5年", 720, left=79)])[0])
    assert not secrecy.is_marked(scanned([*REST, put("秘密", 720, left=79)])[0])
    assert not secrecy.is_marked(typed(f"{LETTER}\n秘密\n{LETTER}")[0])


def test_a_grade_that_the_text_explains_is_no_mark_one_above_the_text_is() -> None:
    """A short page on secrecy law; the same page with the word in its corner stops."""
    lesson = [
        put("关于组织保密知识学习的通知", 180, size=22),
        prose("国家秘密按重要程度分为三个密级，学习内容如下。", 260),
    ]
    word = put("机密", 320, left=LEFT + 2 * BODY)
    after = [prose("一旦泄露，会使安全和利益遭受严重损害。", 350)]
    assert secrecy.find(scanned([*lesson, word, *after])) is None
    assert secrecy.is_marked(scanned([put("机密", 75, left=LEFT), *lesson, *after])[0])
    assert secrecy.is_marked(scanned([*lesson, *after, put("机密", 75, left=450)])[0])
    assert secrecy.find(typed("\n".join(line.text for line in (*lesson, word, *after)))) is None


def test_a_lifted_mark_is_no_part_of_the_title() -> None:
    """Nor of any other field."""
    assert title(typed(f"〔已解密〕原密级：秘密\n{LETTER}")) == "关于做好2022年“八一”走访慰问工作的通知"


def test_a_red_stamp_counts_anywhere() -> None:
    """A stamp pressed at the foot."""
    assert secrecy.is_marked(scanned([*REST, put("机密", 720, left=400, ink=Ink.RED)])[0])


def test_a_mark_on_any_page_stops_the_record_and_the_highest_grade_is_named() -> None:
    """Not only on the first."""
    pages = scanned(REST, [put("秘密★1年", 75, left=79), *REST], [put("绝密", 75, left=79), *REST])
    found = secrecy.find(pages)
    assert found is not None
    assert found.value is Secrecy.TOP_SECRET
    assert found.place is not None
    assert found.place.page == 3


def test_a_cover_may_bear_its_mark_in_the_middle() -> None:
    """Few lines, none of them text."""
    assert secrecy.is_marked(scanned([put("训练大纲", 200, size=40), put("机密", 500, size=30)])[0])


def test_the_tail_of_a_sentence_broken_before_the_word_is_no_mark() -> None:
    """…严守国家 / 秘密 at the top of a page."""
    assert not secrecy.is_marked(scanned([prose("各级干部都要严格保守国家", 75), put("秘密", 100, left=79), *REST])[0])


def test_a_table_cell_that_is_labelled_counts_and_one_in_a_word_file_that_is_not_does_not() -> None:
    """密级 and its value in neighbouring cells."""

    def one(text: str) -> Page:
        lines = (
            Line(text="文件处理单"),
            Line(text=text, region=Region.TABLE),
            *(Line(text="正文。") for _ in range(20)),
        )
        return Page(number=1, width=WIDTH, height=HEIGHT, source=Source.DOCUMENT, lines=lines)

    assert secrecy.is_marked(one("密级\t机密\t缓急\t特急"))
    assert not secrecy.is_marked(one("秘密"))


def test_a_running_head_may_bear_the_mark() -> None:
    """Word files keep it there."""
    lines = (*(Line(text="正文。") for _ in range(20)), Line(text="机密", region=Region.HEADER))
    page = Page(number=1, width=WIDTH, height=HEIGHT, source=Source.DOCUMENT, lines=lines)
    assert secrecy.is_marked(page)


def test_the_finding_repeats_nothing_of_the_page_and_no_other_field_is_read() -> None:
    """Not even the grade."""
    described, findings = told(typed(f"绝密★长期\n{LETTER}"))
    assert [finding.code for finding in findings] == ["D009"]
    assert findings[0].page == 1
    assert not any(word in findings[0].message for word in ("绝密", "长期", "青溪", "走访"))
    assert described.secrecy is not None
    assert (described.title, described.doc_number, described.issuers, described.issue_date) == (None, None, (), None)


@pytest.mark.parametrize("grade", list(Secrecy))
def test_a_grade_reads_back(grade: Secrecy) -> None:
    """As it is printed."""
    assert secrecy.parse(secrecy.format(grade)) is grade
    assert secrecy.parse("保密") is None
