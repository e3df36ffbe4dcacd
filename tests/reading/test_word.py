"""Word files are read in document order, page by page as their breaks tell."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, RGBColor

from ocr.documents import Limits, inspect, read
from ocr.page import Ink, Line, Region, Source
from ocr.word.counting import format_number
from tests.reading.making import LIMITS, NO_ENGINE, codes, paragraph, read_all, texts, word

NUMBERING = """<w:numbering XMLNS>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
 <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
 <w:lvl w:ilvl="4"><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%5"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
 <w:lvlText w:val="第%1条"/><w:pStyle w:val="tiao"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="linked"/></w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="linked"/><w:lvl w:ilvl="0">
 <w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>
</w:num></w:numbering>"""
STYLES = """<w:styles XMLNS>
<w:style w:type="paragraph" w:styleId="tiao"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="child"><w:basedOn w:val="tiao"/></w:style>
<w:style w:type="paragraph" w:styleId="head"><w:rPr><w:color w:val="C00000"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="ghost"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="chapter"><w:pPr><w:pageBreakBefore/></w:pPr></w:style>
</w:styles>"""
BREAK = '<w:r><w:br w:type="page"/></w:r>'
RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def numbered(text: str, list_id: int, level: int = 0) -> str:
    """Return a paragraph in a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def lines(path: Path) -> tuple[Line, ...]:
    """Return the lines of a file's only page."""
    (one,) = read_all(path)
    return one.page.lines


def test_a_document_written_with_python_docx_is_read_whole(tmp_path: Path) -> None:
    """Paragraphs and tables in order, header and footer at its ends, paper in points, red ink seen."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = "内部资料"
    section.footer.paragraphs[0].text = "— 1 —"
    document.add_paragraph().add_run("云岭县人民政府文件").font.color.rgb = RGBColor(0xE0, 0, 0)
    document.add_paragraph("关于走访慰问的通知")
    table = document.add_table(rows=2, cols=3)
    for row, cells in zip(table.rows, (("序号", "姓名", "单位"), ("1", "张三", "民政局")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("2023年8月1日")
    document.save(str(tmp_path / "a.docx"))
    (one,) = read_all(tmp_path / "a.docx")
    assert one.page.text.split("\n") == [
        "内部资料",
        "云岭县人民政府文件",
        "关于走访慰问的通知",
        "序号\t姓名\t单位",
        "1\t张三\t民政局",
        "2023年8月1日",
        "— 1 —",
    ]
    assert [line.region for line in one.page.lines] == [
        Region.HEADER,
        Region.BODY,
        Region.BODY,
        Region.TABLE,
        Region.TABLE,
        Region.BODY,
        Region.FOOTER,
    ]
    assert [line.ink for line in one.page.lines].index(Ink.RED) == 1
    assert one.page.source is Source.DOCUMENT
    assert (one.page.width, one.page.height) == pytest.approx((595.3, 841.9), abs=0.2)
    assert all(line.box is None and line.confidence == 1.0 for line in one.page.lines)


def test_pages_end_at_breaks_and_sections(tmp_path: Path) -> None:
    """Explicit ones, those Word last rendered, sections, and paragraphs that begin a page; none counted twice."""
    nextpage = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    continuous = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    body = "".join(
        [
            "<w:p><w:r><w:t>一</w:t></w:r>" + BREAK + "</w:p>",
            "<w:p>" + RENDERED + "<w:r><w:t>二</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>二续</w:t></w:r>" + RENDERED + "<w:r><w:t>三</w:t></w:r></w:p>",
            paragraph("三尾", nextpage),
            paragraph("四", continuous),
            paragraph("五", '<w:pStyle w:val="chapter"/>'),
            "<w:p>" + BREAK + "</w:p>",
        ]
    )
    path = word(tmp_path / "a.docx", body + "<w:sectPr/>", parts={"styles": STYLES})
    # The section of 四 says that it continues, so 四 stands below 三尾; the last one begins on a new page.
    assert texts(path) == [["一"], ["二", "二续"], ["三", "三尾", "四"], ["五"]]
    assert inspect(path, LIMITS).pages == 4
    assert [one.page.width for one in read_all(path)][:1] == [841.9]
    assert [one.page.text for one in read(path, [4, 2], NO_ENGINE, LIMITS)] == ["五", "二\n二续"]


def test_an_empty_document_has_one_empty_page(tmp_path: Path) -> None:
    """And that is said."""
    (one,) = read_all(word(tmp_path / "a.docx", "<w:p/>"))
    assert one.page.lines == ()
    assert codes([one]) == ["R103"]


def test_list_labels_are_written_as_word_prints_them(tmp_path: Path) -> None:
    """Chinese counting, levels, restarts, overrides, styles, linked lists and bullets."""
    body = "".join(
        [
            numbered("总体要求", 1),
            numbered("指导思想", 1, 1),
            numbered("基本原则", 1, 1),
            numbered("军民融合", 1, 2),
            numbered("主要任务", 1),
            numbered("走访慰问", 1, 1),
            numbered("要点", 1, 3),
            numbered("小节", 1, 4),
            numbered("另起", 5),
            paragraph("总则", '<w:pStyle w:val="tiao"/>'),
            paragraph("细则", '<w:pStyle w:val="child"/>'),
            paragraph("无号", '<w:pStyle w:val="tiao"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
            numbered("圈", 3),
            numbered("没有的列表", 99),
            numbered("", 1),
        ]
    )
    path = word(tmp_path / "a.docx", body, parts={"numbering": NUMBERING, "styles": STYLES})
    assert texts(path) == [
        [
            "一、总体要求",
            "（一）指导思想",
            "（二）基本原则",
            "1.军民融合",
            "二、主要任务",
            "（一）走访慰问",
            "•要点",
            "2.1小节",
            "七、另起",
            "第1条总则",
            "第2条细则",
            "无号",
            "①圈",
            "没有的列表",
        ]
    ]


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (2023, "ideographDigital", "二〇二三"),
        (15, "chineseLegalSimplified", "壹拾伍"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (2, "ideographZodiac", "丑"),
        (20, "decimalEnclosedCircle", "⑳"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (28, "upperLetter", "BB"),
        (3, "lowerLetter", "c"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (5, "none", ""),
        (5, "noSuchFormat", "5"),
        (-3, "chineseCounting", "-3"),
        (10**9, "upperRoman", "1000000000"),
    ],
)
def test_numbers_are_formatted_as_the_standard_names_them(value: int, style: str, expected: str) -> None:
    """ISO/IEC 29500-1, 17.18.59."""
    assert format_number(value, style) == expected


def test_tracked_changes_are_read_as_accepted_and_that_is_said(tmp_path: Path) -> None:
    """What was deleted or moved away is gone, what was inserted or moved here stands."""
    body = (
        "<w:p><w:r><w:t>慰问</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>部队</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上半</w:t></w:r></w:p>"
        + paragraph("下半")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>"
        + paragraph("删去的行")
        + "</w:tc></w:tr></w:tbl>"
    )
    path = word(tmp_path / "a.docx", body)
    assert texts(path) == [["慰问部队来", "上半下半"]]
    assert codes(read_all(path)) == ["R108"]


def test_hidden_text_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    """Hidden by itself or by its style; what is switched back on stays."""
    body = (
        paragraph("看得见")
        + paragraph("藏", run="<w:vanish/>")
        + paragraph("也藏", run='<w:rStyle w:val="ghost"/>')
        + paragraph("不藏", run='<w:rStyle w:val="ghost"/><w:vanish w:val="0"/>')
    )
    path = word(tmp_path / "a.docx", body, parts={"styles": STYLES})
    assert texts(path) == [["看得见", "不藏"]]
    assert codes(read_all(path)) == ["R109"]


def test_a_text_box_is_read_once_though_the_file_holds_it_twice(tmp_path: Path) -> None:
    """Word writes each box in the new form and, as a fallback, in the old; the fallback is not read."""
    red = '<w:color w:val="FF0000"/>'
    box = f"<w:txbxContent>{paragraph('云岭县人民政府文件', run=red)}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>"
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>"
        f"<w:p><w:r><w:pict><v:textbox>{box.replace('文件', '便笺')}</v:textbox></w:pict></w:r></w:p>"
    )
    read_lines = lines(word(tmp_path / "a.docx", body))
    assert [line.text for line in read_lines] == ["云岭县人民政府文件", "正文", "云岭县人民政府便笺"]
    assert [line.region for line in read_lines] == [Region.TEXT_BOX, Region.BODY, Region.TEXT_BOX]
    assert [line.ink for line in read_lines] == [Ink.RED, Ink.BLACK, Ink.RED]


def test_merged_cells_stand_once_and_nested_tables_follow_their_row(tmp_path: Path) -> None:
    """Columns stay where they are; a cell of several lines is one text."""

    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(paragraph('内一'))}{cell(paragraph('内二'))}</w:tr></w:tbl><w:p/>"
    rows = (
        cell(paragraph("类别"), '<w:vMerge w:val="restart"/>') + cell(paragraph("合并"), '<w:gridSpan w:val="2"/>'),
        cell(paragraph("续格里的残字"), "<w:vMerge/>")
        + cell(paragraph("甲") + paragraph("乙"))
        + cell(paragraph("a") + paragraph("b")),
        cell(paragraph("末")) + cell(inner) + cell("<w:p/>"),
        cell("<w:p/>") + cell("<w:p/>"),
    )
    path = word(tmp_path / "a.docx", "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
    assert texts(path) == [["类别\t合并", "\t甲乙\ta b", "末\t\t", "内一\t内二"]]


def test_a_row_that_begins_a_page_moves_there_whole(tmp_path: Path) -> None:
    """Word notes the break inside the first cell."""
    first = f"<w:tr><w:tc>{paragraph('一')}</w:tc><w:tc>{paragraph('甲')}</w:tc></w:tr>"
    second = f"<w:tr><w:tc><w:p>{RENDERED}<w:r><w:t>二</w:t></w:r></w:p></w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr>"
    assert texts(word(tmp_path / "a.docx", f"<w:tbl>{first}{second}</w:tbl>")) == [["一\t甲"], ["二\t乙"]]


def test_content_controls_around_rows_and_cells_are_looked_through(tmp_path: Path) -> None:
    """A hidden row is left out, a deleted cell is gone, and of alternatives one is read."""

    def wrapped(content: str) -> str:
        return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    cell = f"<w:tc>{paragraph('一')}</w:tc>"
    gone = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('删')}</w:tc>"
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{paragraph('藏')}</w:tc></w:tr>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='x'>{paragraph('选')}</mc:Choice>"
        f"<mc:Fallback>{paragraph('备')}</mc:Fallback></mc:AlternateContent>"
        f"<mc:AlternateContent><mc:Fallback>{paragraph('只有备用')}</mc:Fallback></mc:AlternateContent>"
    )
    row = wrapped(f"<w:tr>{wrapped(cell)}{gone}{cell}</w:tr>")
    path = word(tmp_path / "a.docx", f"<w:tbl>{row}{hidden}</w:tbl>{both}")
    assert texts(path) == [["一\t一", "选", "只有备用"]]
    assert codes(read_all(path)) == ["R109"]


def test_what_belongs_to_the_page_passes_through_a_cell(tmp_path: Path) -> None:
    """Pictures, notes and changes in a table are those of its page."""
    notes = f'<w:footnotes XMLNS><w:footnote w:id="2">{paragraph("表注")}</w:footnote></w:footnotes>'
    inside = (
        "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>"
    )
    path = word(tmp_path / "a.docx", f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>", parts={"footnotes": notes})
    (one,) = read_all(path)
    assert one.page.text == "增\n表注"
    assert codes([one]) == ["R108", "R110"]


def test_lists_that_are_wrong_number_nothing(tmp_path: Path) -> None:
    """Missing abstract lists, levels and places; values that are no numbers."""
    broken = (
        '<w:numbering XMLNS><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="x"/>'
        '<w:lvlText w:val="%1.%9"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="77"/></w:num></w:numbering>'
    )
    body = numbered("有", 1) + numbered("无级", 1, 5) + numbered("无表", 2) + numbered("怪", 1).replace('"1"', '"怪"')
    assert texts(word(tmp_path / "a.docx", body, parts={"numbering": broken})) == [["1.有", "无级", "无表", "怪"]]


def test_notes_stand_at_the_foot_of_the_page_that_refers_to_them(tmp_path: Path) -> None:
    """Separators, which are notes by name only, are no text."""
    notes = (
        '<w:footnotes XMLNS><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("见县志")}</w:footnote></w:footnotes>'
    )
    ends = f'<w:endnotes XMLNS><w:endnote w:id="2">{paragraph("见附录")}</w:endnote></w:endnotes>'
    body = (
        '<w:p><w:r><w:t>县情</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="77"/></w:r>' + BREAK + "</w:p>"
    )
    path = word(tmp_path / "a.docx", body + paragraph("第二页"), parts={"footnotes": notes, "endnotes": ends})
    assert texts(path) == [["县情", "见县志", "见附录"], ["第二页"]]
    assert [line.region for line in read_all(path)[0].page.lines][1:] == [Region.FOOTNOTE] * 2


def test_headers_come_with_the_section_that_brings_them(tmp_path: Path) -> None:
    """On its first page only, and not again when the next section repeats the text."""

    def section(number: int) -> str:
        return f'<w:sectPr><w:headerReference w:type="default" r:id="rheader{number}"/></w:sectPr>'

    headers = {
        f"header{number}": f"<w:hdr XMLNS>{paragraph(text)}</w:hdr>"
        for number, text in ((1, "甲"), (2, "甲"), (3, "乙"))
    }
    body = (
        "<w:p><w:r><w:t>一</w:t></w:r>" + BREAK + "</w:p>" + paragraph("二", section(1)) + paragraph("三", section(2))
    )
    path = word(tmp_path / "a.docx", body + paragraph("四") + section(3), parts=headers)
    assert texts(path) == [["甲", "一"], ["二"], ["三"], ["乙", "四"]]


def test_what_wraps_runs_is_looked_through(tmp_path: Path) -> None:
    """Content controls, links, fields, ruby, formulas, symbols, tabs and line breaks."""
    body = (
        "<w:sdt><w:sdtPr><w:tag w:val='x'/></w:sdtPr><w:sdtContent>" + paragraph("控件") + "</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>内联</w:t></w:r>"
        "</w:sdtContent></w:sdt><w:fldSimple w:instr='PAGE'><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>"
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>DATE</w:instrText><w:t>2023年</w:t></w:r></w:p>"
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>yong</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拥</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r></w:p>"
        "<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"
        "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>是</w:t><w:tab/><w:t>否</w:t><w:br/><w:t>下一行</w:t>"
        "<w:noBreakHyphen/><w:cr/><w:sym w:font='Wingdings' w:char='F001'/></w:r></w:p>"
    )
    assert texts(word(tmp_path / "a.docx", body)) == [["控件", "链接内联3", "2023年", "拥", "a+b", "☑是 否", "下一行-"]]


def test_pictures_are_counted_and_what_lies_outside_is_not_fetched(tmp_path: Path) -> None:
    """Both are said."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = (
        f'<Relationship Id="x1" Type="{office}/image" Target="http://192.0.2.1/a.png" TargetMode="External"/>'
        f'<Relationship Id="x2" Type="{office}/hyperlink" Target="http://192.0.2.1/" TargetMode="External"/>'
    )
    body = "<w:p><w:r><w:drawing><a:blip r:link='x1'/></w:drawing><w:pict><v:imagedata r:id='x1'/></w:pict></w:r></w:p>"
    (one,) = read_all(word(tmp_path / "a.docx", body, relations=outside))
    assert one.page.images == 2
    assert codes([one]) == ["R111", "R103", "R110"]
    assert "1 处" in one.findings[0].message


def test_an_entity_is_neither_fetched_nor_unfolded(tmp_path: Path) -> None:
    """Neither a file of this machine nor a billion laughs come in."""
    secret = tmp_path / "秘.txt"
    secret.write_text("机器上的文件", encoding="utf-8")
    path = word(tmp_path / "a.docx", paragraph("前") + paragraph("中XX后"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    doctype = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    parts["word/document.xml"] = doctype + parts["word/document.xml"].replace(b"XX", b"&x;")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "机器上的文件" not in read_all(path)[0].page.text


def test_styles_that_are_based_on_themselves_end(tmp_path: Path) -> None:
    """A file may be wrong in circles."""
    body = paragraph("文", '<w:pStyle w:val="loop"/>') + paragraph("红头", '<w:pStyle w:val="head"/>')
    read_lines = lines(word(tmp_path / "a.docx", body, parts={"styles": STYLES}))
    assert [(line.text, line.ink) for line in read_lines] == [("文", Ink.BLACK), ("红头", Ink.RED)]


def test_too_much_text_on_a_page_is_cut_and_that_is_said(tmp_path: Path) -> None:
    """At the limit, to the character."""
    path = word(tmp_path / "a.docx", paragraph("军" * 60) + paragraph("民" * 60) + paragraph("尾"))
    (one,) = read(path, [1], NO_ENGINE, Limits(characters=100))
    assert one.page.text == "军" * 60 + "\n" + "民" * 40
    assert codes([one]) == ["R106"]


def test_a_file_changed_between_two_readings_is_read_anew(tmp_path: Path) -> None:
    """The last file's story is kept for its next pages, and only for that file."""
    path = tmp_path / "a.docx"
    assert texts(word(path, paragraph("旧"))) == [["旧"]]
    assert texts(word(path, paragraph("新的内容"))) == [["新的内容"]]
