"""Messages are read with their header and text, in whatever way their programs wrote them."""

import base64
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocr.documents import Unreadable, inspect, media_type
from ocr.hypertext import shown
from ocr.kinds import EML, MSG
from ocr.mail.document import opened
from ocr.mail.headers import moment, parameter, words
from tests.reading.making import LIMITS, codes, compound, read_all, texts
from tests.reading.outlook_files import msg

HEAD = (
    "From: =?gb2312?B?{name}?= <shuangyong@example.gov.cn>\r\nTo: town@example.cn\r\nSubject: {subject}\r\n"
    "Date: Tue, 01 Aug 2023 09:05:00 +0800\r\nMIME-Version: 1.0\r\n"
)


def word(text: str, codec: str = "gb18030", name: str = "gb2312") -> str:
    """Return an encoded word of a text, under whatever name of its encoding."""
    return f"=?{name}?B?{base64.b64encode(text.encode(codec)).decode()}?="


def raw(path: Path, after: bytes, subject: str = "") -> Path:
    """Write a message with the usual header fields, and after them as given."""
    name = base64.b64encode("县双拥办".encode("gb18030")).decode()
    head = HEAD.format(name=name, subject=subject or word("关于报送慰问名单的通知"))
    path.write_bytes(head.encode("latin-1") + after)
    return path


def message(**more: str) -> EmailMessage:
    """Return a message with a subject, a text and the usual fields."""
    made = EmailMessage()
    made["From"], made["To"] = "县双拥办 <a@example.cn>", "各镇 <b@example.cn>"
    made["Subject"], made["Date"] = more.get("subject", "报送名单"), "Tue, 01 Aug 2023 09:05:00 +0800"
    made.set_content(more.get("text", "请于25日前报送。\n"))
    return made


def kept(path: Path, made: EmailMessage) -> Path:
    """Write a message."""
    path.write_bytes(made.as_bytes())
    return path


def refused(path: Path) -> str:
    """Return the code of the finding for which a file is refused."""
    with pytest.raises(Unreadable) as stopped:
        inspect(path, LIMITS)
    return stopped.value.finding.code


def test_a_message_is_read_with_subject_header_and_text(tmp_path: Path) -> None:
    path = raw(tmp_path / "a", "Content-Type: text/plain; charset=gb2312\r\n\r\n各镇：\r\n请报送。".encode("gb18030"))
    assert media_type(path) == EML
    assert texts(path) == [
        [
            "关于报送慰问名单的通知",
            "发件人：县双拥办 <shuangyong@example.gov.cn>",
            "收件人：town@example.cn",
            "时间：2023年8月1日 09:05",
            "主题：关于报送慰问名单的通知",
            "各镇：",
            "请报送。",
        ]
    ]
    assert codes(read_all(path)) == []


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (word("喆堃㑇同志"), "喆堃㑇同志"),
        (word("慰问", "utf-8", "utf-8") + "\r\n " + word("名单", "utf-8", "UTF-8"), "慰问名单"),
        ("=?utf-8?Q?=E6=85=B0=E9=97=AE?= 2023", "慰问 2023"),
        ("=?gb2312?B?zr8=?=\r\n =?gb2312?B?zsrD+7WlIA==?=", "慰问名单"),
        (
            "=?gb2312?B?"
            + base64.b64encode("慰问".encode("gb18030")[:3]).decode()
            + "?= =?gb2312?B?"
            + base64.b64encode("慰问".encode("gb18030")[3:]).decode()
            + "?=",
            "慰问",
        ),
        ("慰问名单".encode("gb18030").decode("utf-8", "surrogateescape"), "慰问名单"),
        (word("慰问", "gb18030", "iso-8859-99"), "慰问"),
        ("plain", "plain"),
        (None, ""),
    ],
)
def test_words_of_a_header_read_whatever_their_program_called_the_encoding(value: str | None, read: str) -> None:
    assert words(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (("gb2312", "", "慰问.pdf".encode("gb18030").decode("latin-1")), "慰问.pdf"),
        (("utf-8", "zh", "慰问.pdf".encode().decode("latin-1")), "慰问.pdf"),
        ("%E6%85%B0%E9%97%AE.pdf", "慰问.pdf"),
        ("100%完成.pdf", "100%完成.pdf"),
        (word("名单.docx"), "名单.docx"),
        ("list.pdf", "list.pdf"),
    ],
)
def test_names_of_files_read_in_every_way_they_are_written(value: object, read: str) -> None:
    assert parameter(value) == read


def test_a_date_is_told_in_its_own_time() -> None:
    assert moment("Tue, 01 Aug 2023 09:05:00 +0800") == "2023年8月1日 09:05"
    assert moment("Tue, 01 Aug 2023 01:05:00 +0000") == "2023年8月1日 01:05（+0000）"
    assert moment("sometime") == "sometime"


def test_html_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    made = message()
    made.set_content(
        "<html><head><style>p{}</style></head><body><p>各镇：</p><div style='display:none'>隐</div><p>请看<br>附件</p>"
        "<table><tr><td>姓名</td><td>金额</td></tr></table><img src='http://127.0.0.1:9/x.png'></body></html>",
        subtype="html",
    )
    assert texts(kept(tmp_path / "a", made))[0][-4:] == ["各镇：", "请看", "附件", "姓名  金额"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<b>b</b> c", "ab c"),
        ("<p>一<p>二", "一\n二"),
        ("<script>x</script>文", "文"),
        ("<pre>一\n  二</pre>", "一\n二"),
        ("&lt;双拥&gt;&nbsp;&#25317;", "<双拥> 拥"),
        ("<div hidden>隐</div>显", "显"),
        ("<li>一</li><li>二</li>", "一\n二"),
        ("</div></p>文<", "文<"),
    ],
)
def test_what_html_shows(html: str, text: str) -> None:
    assert shown(html)[0] == text


def test_html_with_millions_of_ends_and_no_beginning_reads() -> None:
    assert shown("<i>" * 2000 + "</b>" * 400_000 + "文")[0] == "文"


@given(st.text(alphabet="<>/abdivpretscriptl =\"'&;文\n", max_size=200))
def test_any_html_reads(html: str) -> None:
    assert isinstance(shown(html)[0], str)


def test_attachments_are_named_in_the_text(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="慰问名单.pdf")
    made.add_attachment(b"x" * 100, maintype="image", subtype="png", filename="logo.png", disposition="inline")
    path = kept(tmp_path / "a", made)
    assert "附件：慰问名单.pdf" in texts(path)[0]
    assert codes(read_all(path)) == ["R157"]
    assert [(one.name, one.content) for one in opened(path, EML).files] == [("慰问名单.pdf", b"%PDF-1.4")]


def test_a_large_picture_in_the_text_is_a_file_of_its_own(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(b"x" * 50_000, maintype="image", subtype="jpeg", filename="现场.jpg", disposition="inline")
    assert [one.name for one in opened(kept(tmp_path / "a", made), EML).files] == ["现场.jpg"]


def test_a_message_inside_a_message_is_a_file_of_its_own(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(message(subject="转来的信", text="里面的话"))
    (inner,) = opened(kept(tmp_path / "a", made), EML).files
    assert inner.name == "转来的信.eml"
    (tmp_path / "b").write_bytes(inner.content)
    assert "里面的话" in texts(tmp_path / "b")[0]
    assert "里面的话" not in texts(tmp_path / "a")[0]


def test_text_that_cannot_be_decoded_is_told(tmp_path: Path) -> None:
    path = raw(tmp_path / "a", b"Content-Type: text/plain; charset=utf-8\r\n\r\nGr\xfc\xdfe aus M\xfcnchen, Stra\xdfe")
    assert codes(read_all(path)) == ["R155"]


def test_text_under_a_wrong_name_of_its_encoding_is_read_for_what_it_is(tmp_path: Path) -> None:
    head = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    path = raw(tmp_path / "a", head + "请各镇于七月二十五日前报送慰问名单。".encode("gb18030"))
    assert texts(path)[0][-1] == "请各镇于七月二十五日前报送慰问名单。"


def test_files_that_are_no_whole_messages_are_refused_with_the_reason(tmp_path: Path) -> None:
    locked = raw(tmp_path / "a", b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIAG")
    assert refused(locked) == "R003"
    many = b"".join(b"--x\r\nContent-Type: image/png\r\n\r\nx\r\n" for _ in range(2100))
    assert refused(raw(tmp_path / "b", b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + many)) == "R024"
    (tmp_path / "winmail.dat").write_bytes(b"\x78\x9f\x3e\x22" + bytes(50))
    assert refused(tmp_path / "winmail.dat") == "R025"


def test_a_message_nested_without_end_is_refused(tmp_path: Path) -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(3000))
    assert refused(raw(tmp_path / "a", deep + b"x")) in {"R002", "R024"}


def test_prose_with_colons_is_no_message(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("Subject: x\nTo: y\n并非信头\nFrom: z\n\n文", encoding="utf-8")
    assert media_type(tmp_path / "a") == "text/plain"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rest=st.binary(max_size=400))
def test_any_bytes_after_a_header_are_read_or_refused(tmp_path: Path, rest: bytes) -> None:
    path = raw(tmp_path / "a", rest.replace(b"\x00", b""))
    try:
        assert inspect(path, LIMITS).pages >= 1
    except Unreadable as stopped:
        assert stopped.finding.code in {"R002", "R006", "R020"}  # noqa: PT017 - most are read


def test_an_outlook_message_is_known_by_its_streams_and_a_damaged_one_refused(tmp_path: Path) -> None:
    path = compound(tmp_path / "a.msg", ["__properties_version1.0", "__substg1.0_0037001F"])
    assert media_type(path) == MSG
    assert refused(path) == "R002"


def outlook(path: Path, **more: object) -> Path:
    """Write an Outlook message with a subject, a sender and a text."""
    given: dict[int, object] = {0x0037: "报送名单", 0x0C1A: "县双拥办", 0x0C1F: "a@example.cn", 0x0E04: "各镇"}
    return msg(path, {**given, 0x1000: more.get("body", "请于25日前报送。\r\n谢谢")}, *more.get("files", ()))


def test_an_outlook_message_is_read_with_subject_header_and_text(tmp_path: Path) -> None:
    path = outlook(tmp_path / "a", files=[{0x3707: "慰问名单.pdf", 0x3701: b"%PDF-1.4"}])
    assert texts(path) == [
        [
            "报送名单",
            "发件人：县双拥办 <a@example.cn>",
            "收件人：各镇",
            "主题：报送名单",
            "附件：慰问名单.pdf",
            "请于25日前报送。",
            "谢谢",
        ]
    ]
    assert [(one.name, one.content) for one in opened(path, MSG).files] == [("慰问名单.pdf", b"%PDF-1.4")]


def test_an_outlook_text_in_html_is_read_in_the_encoding_it_proves_to_be_in(tmp_path: Path) -> None:
    html = "<p>各镇：</p><p>请报送慰问名单。</p>".encode("gb18030")
    path = msg(tmp_path / "a", {0x0037: "通知", 0x1013: html})
    assert texts(path)[0][-2:] == ["各镇：", "请报送慰问名单。"]


def test_what_an_outlook_message_only_refers_to_or_keeps_as_rtf_is_told(tmp_path: Path) -> None:
    path = msg(tmp_path / "a", {0x0037: "通知", 0x1009: b"LZFu"}, {0x3707: "云盘.pdf"})
    assert codes(read_all(path)) == ["R156", "R158"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(places=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=12))
def test_an_outlook_message_with_any_bytes_changed_is_read_or_refused(
    tmp_path: Path, places: list[tuple[int, int]]
) -> None:
    path = outlook(tmp_path / "a", files=[{0x3707: "名单.pdf", 0x3701: b"%PDF-1.4"}])
    content = bytearray(path.read_bytes())
    for place, value in places:
        content[place % len(content)] = value
    path.write_bytes(bytes(content))
    try:
        read_all(path)
    except Unreadable as stopped:
        assert stopped.finding.code in {"R002", "R003", "R004", "R006", "R020"}  # noqa: PT017 - many are read
