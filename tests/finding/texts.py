"""Pages and strategies that the tests of finding share."""

from collections.abc import Sequence

from hypothesis import strategies as st

from index.entry import PageEntry, RecordEntry

CHARACTERS = "双拥慰问走访座谈二〇二三年号县区𠮷𡈽喆零一三八月十日〔〕（）()【】“”「」-—－·,，。：:|/%*~～"
CHARACTERS += "0123456789０１２ＡｂAbZé㎡㈱ \n\t\u3000"
"""Han of both planes, brackets and dashes of all shapes, operators, digits and letters of both widths, white space."""

printed = st.text(alphabet=CHARACTERS, min_size=1, max_size=60)
any_text = st.text(max_size=40)

NOTICE = (
    "某县双拥工作领导小组办公室文件\n县双拥办〔2023〕12号\n关于开展2023年“八一”走访慰\n问活动的通知\n各镇、各成员单位："
    "\n定于2023年7月25日至8月1日走访慰问驻县部\n队和优抚对象。\n序号\t姓名\t金额（元）\n1\t王喆\t1,500.00\n2\t𠮷田𡈽\t800\n"
    "联系人：李 某，电话0900-1234567，E-mail: Office@example.org\n- 1 -"
)


def record(  # noqa: PLR0913 - one argument a field
    name: str,
    *texts: str,
    title: str = "",
    doc_number: str = "",
    issuers: Sequence[str] = (),
    year: str = "",
    items: Sequence[str] = (),
    state: str = "",
    kind: str = "",
    date: str = "",
) -> RecordEntry:
    """Return a record with these pages, fingerprinted by its texts."""
    return RecordEntry(
        id=name,
        pages=tuple(PageEntry(number=number, text=text) for number, text in enumerate(texts, start=1)),
        title=title,
        doc_number=doc_number,
        issuers=tuple(issuers),
        year=year,
        items=tuple(items),
        state=state,
        kind=kind,
        date=date,
        fingerprint=f"print of {texts}",
    )
