"""What a clerk is told about the filing of a record."""

from datetime import date

from catalog import filing_findings
from catalog.filing import check, suggest
from catalog.record import Evidence, Suggestion
from ocr.finding import Finding, Kind
from tests.filing.written import evidence, model


def told(record: Evidence) -> dict[str, Finding]:
    """Return the findings of a record by their codes."""
    return {finding.code: finding for finding in check(record, suggest(record, model()), model())}


def test_nothing_is_told_of_a_sure_record() -> None:
    """A finding is for what needs a look."""
    assert told(evidence("送上慰问金。", title="八一走访慰问驻军部队", issued=date(2022, 8, 1))) == {}


def test_an_unread_record_says_so() -> None:
    """Only names could be used."""
    assert set(told(evidence(source_name="12/a.jpg"))) == {"F001"}


def test_a_record_that_fits_nowhere_names_the_nearest_item() -> None:
    """With its title and how little sure it is."""
    message = told(evidence("学校组织春游。", title="春游通知"))["F002"].message
    assert "第" in message
    assert "%" in message


def test_two_items_that_are_about_as_likely_are_both_named() -> None:
    """The clerk chooses, or takes both."""
    found = (
        Suggestion(item="12", confidence=0.7, reason=""),
        Suggestion(item="40", confidence=0.6, reason=""),
        Suggestion(item="5", confidence=0.1, reason=""),
    )
    (finding,) = check(evidence("座谈。"), found, model())
    assert finding.code == "F003"
    assert "走访慰问" in finding.message
    assert "军地联谊" in finding.message


def test_a_folder_that_disagrees_with_the_text_is_told_with_both_items() -> None:
    """Expected and found."""
    message = told(evidence("按户发放。", title="义务兵家庭优待金发放花名册", source_name="12/a.jpg"))["F004"].message
    assert "“12”" in message
    assert "第29条" in message


def test_a_folder_whose_number_and_name_contradict_is_told() -> None:
    """It was not used."""
    assert "F006" in told(evidence(source_name="12_优抚/a.jpg"))


def test_every_code_is_used_once_and_says_something() -> None:
    """F for filing, S for standards."""
    rows = [row for row in vars(filing_findings).values() if isinstance(row, Kind)]
    codes = [row.code for row in rows]
    assert len(codes) == len(set(codes))
    assert all(code[0] in "FS" and len(code) == 4 for code in codes)


def test_no_suggestion_means_no_finding_about_items() -> None:
    """Nothing was weighed."""
    record = evidence(source_name="")
    assert [finding.code for finding in check(record, (), model())] == ["F001"]
