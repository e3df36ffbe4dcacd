"""An assessment standard read from the tables of an office file: what was understood, and what people must check.

Nothing is corrected. What the table does not say and its wording suggests is marked as derived.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from catalog import standard_findings as kinds
from catalog import table_evidence, table_years
from catalog.items import Chapter, Derived, EvidenceYear, Item, Point, Standard
from catalog.standard import StandardError
from catalog.standard_check import check, plain
from catalog.table_found import Found, FoundChapter, FoundItem, Row
from catalog.table_grid import Block
from catalog.table_numbers import bracketed, final_score, leading_number, parse_score
from catalog.table_rows import sort_out
from catalog.table_rules import Doubt, Share, Shares, share
from ocr.finding import Finding

LONGEST_TITLE = 20
SHOWN = 30
_NAMED = re.compile(r"《([^《》]{4,60})》")
_TITLE_ENDS = re.compile(
    r"(?:标准|细则|办法|体系|评分表|考核表|分解表|测评表|指标|实施方案|规则)(?:[（(\[〔].{1,12}[)）\]〕])?$"
)
_LEVELS = ((r"全国|国家", "国家级"), (r"省|自治区|全区", "省级"), (r"市|州|盟", "市级"), (r"县|区|旗", "县级"))
_EDITION = re.compile(r"[（(]([^（()）]{1,12})[)）]\s*$|((?:19|20)\d\d\s*年?版)|(第[一二三四五六七八九十]+[届轮])")
_DERIVED = {
    Derived.SCORE: "要点分值",
    Derived.EVIDENCE: "所需材料",
    Derived.NEEDS: "材料须齐备",
    Derived.PER_YEAR: "逐年要求",
    Derived.MINIMUM: "每年件数",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A standard as it was understood, and everything that a person should look at before it takes effect."""

    standard: Standard
    findings: tuple[Finding, ...]


def parse(blocks: Iterable[Block], *, name: str, title: str = "", years: tuple[EvidenceYear, ...] = ()) -> Reading:
    """Return the standard that paragraphs and tables hold.

    `name` is the file's, for a standard that has no title. `title` and `years` are what a person says of them; they
    go before what the file says. StandardError when no table has a head that names its columns.
    """
    found = sort_out(blocks)
    if not found.headers:
        raise StandardError(
            "没有找到考评标准的表。表头要有“序号、考评内容、分值、评分标准”这样的栏目名，至少要有内容和分值两栏。"
        )
    if not any(chapter.items for chapter in found.chapters):
        raise StandardError("表头认出来了，表里却没有一个条目。请检查文件是否完整。")
    noted: list[Finding] = []
    named = title or _title(found.notes)
    if not named:
        named = name
        noted.append(kinds.TITLE_ASSUMED.at(title=name))
    years = years or _years(found.notes)
    noted += _numbered(found)
    chapters = tuple(_chapters(found, named, years, noted))
    noted += _derived(chapters)
    total = sum((chapter.score for chapter in chapters if not chapter.bonus), start=Decimal(0))
    if found.full_score is None:
        noted.append(kinds.FULL_SCORE.at(score=plain(total)))
    standard = Standard(
        id=named,
        title=named,
        level=next((level for word, level in _LEVELS if re.search(word, named)), ""),
        edition=_edition(named),
        full_score=total if found.full_score is None else found.full_score,
        years=years,
        vetoes=tuple(found.vetoes),
        chapters=chapters,
    )
    noted += [kinds.ROW_UNREAD.at(text=text[:SHOWN]) for text in found.unread]
    return Reading(standard=standard, findings=(*check(standard), *noted))


def _title(notes: Sequence[str]) -> str:
    """Return the title among the texts around the tables: one in 《》, else a line that ends as titles do."""
    for note in notes:
        named = _NAMED.search(note)
        if named and _TITLE_ENDS.search(named[1]):
            return named[1]
    lines = [line for note in notes for line in (" ".join(note.split()), "".join(note.split()))]
    return next((line for line in lines if len(line) <= 2 * SHOWN and _TITLE_ENDS.search(line)), "")


def _edition(title: str) -> str:
    found = _EDITION.search(title)
    return next((part for part in found.groups() if part), "") if found else ""


def _years(notes: Sequence[str]) -> tuple[EvidenceYear, ...]:
    return next((years for note in notes if (years := table_years.find(note))), ())


def _numbered(found: Found) -> Iterator[Finding]:
    """Give numbers to the items that have none, in the order of the table, and tell of rows that are nobody's."""
    given: list[str] = []
    last = 0
    for chapter in found.chapters:
        for item in chapter.items:
            if not item.number:
                item.number = str(last + 1)
                given.append(item.number)
            last = int(item.number) if item.number.isdecimal() else last
    if given:
        span = given[0] if len(given) == 1 else f"{given[0]}—{given[-1]}"
        yield kinds.NUMBERS_GIVEN.at(count=len(given), numbers=span)
    for number, count in Counter(found.unnumbered_rows).items():
        yield kinds.ROW_WITHOUT_NUMBER.at(item=number, count=count)


def _chapters(found: Found, named: str, years: tuple[EvidenceYear, ...], noted: list[Finding]) -> Iterator[Chapter]:
    filled = [chapter for chapter in found.chapters if chapter.items]
    if not any(item.title for chapter in filled for item in chapter.items):
        noted.append(kinds.TITLES_CUT.at())
    for chapter in filled:
        items = tuple(_item(item, years, noted) for item in chapter.items)
        yield _chapter(chapter, items, named, noted)


def _derived(chapters: Iterable[Chapter]) -> Iterator[Finding]:
    """Tell of which items what was read out of the wording."""
    for what, name in _DERIVED.items():
        items = [
            item.number
            for chapter in chapters
            for item in chapter.items
            if any(what in point.derived for point in item.points)
        ]
        if items:
            yield kinds.POINTS_DERIVED.at(items="、".join(items), what=name)


def _chapter(chapter: FoundChapter, items: tuple[Item, ...], named: str, noted: list[Finding]) -> Chapter:
    title = chapter.title
    if not title:
        title = named
        noted.append(kinds.NO_CHAPTERS.at(title=title))
    score = chapter.score
    if score is None:
        score = sum((item.score for item in items), start=Decimal(0))
        noted.append(kinds.CHAPTER_SCORE.at(chapter=chapter.number, title=title, score=plain(score)))
    return Chapter(number=chapter.number, title=title, score=score, items=items, bonus=chapter.bonus)


def _item(found: FoundItem, years: tuple[EvidenceYear, ...], noted: list[Finding]) -> Item:
    text = "\n".join(row.content.strip() for row in found.rows if row.content.strip())
    heading, in_heading = final_score(found.title)
    score, shares = _shares(found, text, in_heading, noted)
    points = tuple(_points(found, text, shares))
    noted += _remarks(found, text, shares, score, years)
    rules = "\n".join(row.rule.strip() for row in found.rows if row.rule.strip())
    return Item(
        number=found.number,
        title=heading or _short(text or rules),
        text=text or rules,
        score=score,
        units=tuple(dict.fromkeys(found.units)),
        points=points,
    )


def _shares(found: FoundItem, text: str, in_heading: Decimal | None, noted: list[Finding]) -> tuple[Decimal, Shares]:
    """Return an item's score and its scored parts, row by row where several rows have scores of their own."""
    scored = [row for row in found.rows if row.score and parse_score(row.score) is not None]
    if len(scored) > 1:
        each = [_row_shares(row, text) for row in scored]
        total = sum((parse_score(row.score) or Decimal(0) for row in scored), start=Decimal(0))
        parts = tuple(part for one in each for part in one.parts)
        return total, Shares(parts=parts, doubts=tuple(doubt for one in each for doubt in one.doubts))
    score = parse_score(scored[0].score) if scored else None
    rules = "\n".join(row.rule for row in found.rows if row.rule)
    bare = table_years.without_inline(text)
    written, in_text = final_score(bare) if len(bracketed(bare)) <= 1 else (bare, None)
    stated = in_heading if in_heading is not None else in_text
    if score is not None and stated is not None and stated != score:
        noted.append(
            kinds.SCORES_DIFFER.at(
                item=found.number, title=found.title or _short(text), bracket=plain(stated), cell=plain(score)
            )
        )
    score = stated if score is None else score
    shares = share(written, rules, score)
    return (score, shares) if score is not None else (_summed(found, shares, noted), shares)


def _row_shares(row: Row, text: str) -> Shares:
    score = parse_score(row.score)
    return share(row.content or row.rule or text, row.rule if row.content else "", score)


def _summed(found: FoundItem, shares: Shares, noted: list[Finding]) -> Decimal:
    """Return the sum of an item's parts as its score, where the table states none that can be read."""
    total = sum((part.score for part in shares.parts), start=Decimal(0))
    stated = next((row.score for row in found.rows if row.score), "")
    noted.append(
        kinds.SCORE_MISSING.at(
            item=found.number,
            found=f"“{stated[:SHOWN]}”不是一个数" if stated else "没有写",
            taken=f"按各要点合计 {plain(total)} 分" if total else "暂计 0 分",
        )
    )
    return total


def _points(found: FoundItem, text: str, shares: Shares) -> Iterator[Point]:
    evidence = tuple(dict.fromkeys(kind for row in found.rows for kind in _kinds(row.evidence)))
    rules = "\n".join(row.rule for row in found.rows if row.rule)
    alone = f"{text}\n{rules}" if len(shares.parts) == 1 else ""
    for part in shares.parts:
        point = Point(
            text=part.text,
            score=part.score,
            evidence=_own_kinds(found, part) or evidence,
            derived=() if part.stated else (Derived.SCORE,),
        )
        yield table_evidence.applied(point, table_evidence.read(part.text, text, alone))


def _own_kinds(found: FoundItem, part: Share) -> tuple[str, ...]:
    """Return the papers that stand in the row whose words a part has."""
    own = [row for row in found.rows if row.evidence and part.text and part.text in (row.content, row.rule)]
    return _kinds(own[0].evidence) if own else ()


def _kinds(text: str) -> tuple[str, ...]:
    parts = re.split(r"[、，,；;。\n]+", text)
    bare = [(lead[1] if (lead := leading_number(part)) else part).strip() for part in parts]
    return tuple(kind for kind in bare if kind)


def _remarks(
    found: FoundItem, text: str, shares: Shares, score: Decimal, years: tuple[EvidenceYear, ...]
) -> Iterator[Finding]:
    for doubt, words in dict.fromkeys(shares.doubts):
        if doubt is Doubt.JUDGED:
            yield kinds.JUDGED.at(item=found.number, rule=words[: 2 * SHOWN])
        elif doubt is Doubt.LEVELS:
            yield kinds.LEVELS.at(item=found.number, rule=words[: 2 * SHOWN], score=plain(score))
        elif doubt is Doubt.UNSPLIT:
            each = parse_score(words.rpartition("得")[2])
            yield kinds.UNSPLIT.at(item=found.number, rule=words, wanted=int(score / each) if each else "多")
        else:
            yield kinds.ONE_POINT.at(item=found.number, score=plain(score))
    for year in table_years.inline(text):
        inside = any(span.start.year <= year <= span.end.year for span in years)
        yield kinds.YEAR_INLINE.at(
            item=found.number, year=year, outside="在考评年度之内" if inside else "不在考评年度之内"
        )
    yield from _skipped(found.number, text)


def _skipped(number: str, text: str) -> Iterator[Finding]:
    """Tell of clauses inside an item whose own numbering jumps."""
    inner = [int(lead[0]) for line in text.splitlines() if (lead := leading_number(line)) and lead[0].isdecimal()]
    for before, after in pairwise(inner):
        if after > before + 1:
            yield kinds.CLAUSES_SKIPPED.at(item=number, before=before, after=after)


def _short(text: str) -> str:
    """Return the opening words of a text as a title: its first clause, cut where it is long."""
    written, _ = final_score(table_years.without_inline(text).strip().partition("\n")[0])
    lead = leading_number(written)
    clause = re.split(r"[，,；;。：:\n]", lead[1] if lead else written, maxsplit=1)[0].strip()
    if len(clause) > LONGEST_TITLE and "、" in clause[: LONGEST_TITLE + 1]:
        clause = clause[: clause.rindex("、", 0, LONGEST_TITLE + 1)]
    return clause[:LONGEST_TITLE]
