"""What `archiver learn` and the end of `archiver review` do and tell."""

from typing import TYPE_CHECKING

from archiver.cli.printing import grid, say

if TYPE_CHECKING:
    from archiver.archive import Archive
    from archiver.teaching import Lessons
    from catalog.back_test import Score, Trial

SHOWN = 10


def learn(archive: "Archive", mark: str, *, briefly: bool = False) -> None:
    """Learn, tell how it fares, and where it helps put it in force and file anew what nobody decided.

    A `mark` names one of the standards beside the one in force.
    """
    from archiver.teaching import lessons, put_in_force, try_out

    view = archive.focused(mark)
    gathered = lessons(view)
    trial = try_out(view, gathered)
    if not briefly:
        _tell(view, gathered, trial)
    version = put_in_force(view, gathered, trial)
    if version is None:
        say("学了没有变好，没有采用，归类照旧。等决定的件多一些再试。" if not briefly else "学习：没有变好，没有采用。")
        return
    before, after = trial.before, trial.after
    say(
        f"已学习并采用（第 {version.number} 版，{version.records} 件决定）：第一条归对的从 {_share(before)} 到 "
        f"{_share(after)}。退回用 archiver learn --undo。"
    )
    _file_anew(archive)


def report(archive: "Archive") -> None:
    """Tell what is in force and how learning from all decisions would fare; nothing is changed."""
    from archiver import learned
    from archiver.teaching import lessons, try_out

    number = learned.in_force(archive.home, archive.standard)
    version = learned.told(archive.home, archive.standard, number) if number else None
    if version:
        who, records = version.learned_by, version.records
        say(f"在用的是第 {version.number} 版，{version.learned_at} 由 {who} 从 {records} 件学来。")
    else:
        say("现在没有用学到的东西。")
    gathered = lessons(archive)
    trial = try_out(archive, gathered)
    _tell(archive, gathered, trial)
    say("采用它，请运行 archiver learn。" if trial.is_better else "没有变好，运行 archiver learn 也不会采用。")


def undo(archive: "Archive", mark: str) -> None:
    """Take back what is in force and file anew what nobody decided."""
    from archiver.teaching import undo as take_back

    number, previous = take_back(archive.focused(mark))
    say(f"已不用第 {number} 版，" + (f"退回第 {previous} 版。" if previous else "归类恢复为没有学习时的样子。"))
    _file_anew(archive)


def _tell(archive: "Archive", gathered: "Lessons", trial: "Trial") -> None:
    from archiver.teaching import moved

    before, after = trial.before, trial.after
    say(f"从 {len(gathered.all)} 件人工决定里学习。每一件都用没有见过它的那一部分来考：")
    rows = [
        ("第一条归对", f"{before.first} 件，{_share(before)}", f"{after.first} 件，{_share(after)}"),
        ("不经人归入", f"{before.filed} 处", f"{after.filed} 处"),
        ("其中归错", f"{before.filed_wrong} 处", f"{after.filed_wrong} 处"),
    ]
    say(grid(("", "学习前", "学习后"), rows))
    titles = {item.number: item.title for item in archive.standard.items}
    changed = [
        (item, titles[item], f"{was.first}/{was.proving}", f"{now.first}/{now.proving}")
        for item, (was, now) in trial.items.items()
        if was.first != now.first
    ]
    if changed:
        say("归对的件数有变化的条目：")
        say(grid(("条目", "内容", "学习前", "学习后"), changed, wide=1))
    found = moved(gathered, trial)
    for one in found[:SHOWN]:
        decided = f"人定第 {'、'.join(one.decided)} 条" if one.decided else "人定哪条都不是"
        say(f"  {one.record} 原来先提第 {one.was} 条，现在先提第 {one.now} 条（{decided}）")
    if len(found) > SHOWN:
        say(f"  这样改变的共 {len(found)} 件。")


def _share(score: "Score") -> str:
    return f"{score.first / score.proving:.1%}" if score.proving else "无"


def _file_anew(archive: "Archive") -> None:
    """File every record anew and tell how many of the undecided stand elsewhere now."""
    from archiver.archive import load_records
    from archiver.pipeline import process
    from archiver.progress import shown
    from archiver.refiling import weigh_again

    before = {record.id: (record.state, record.filed_items) for record in load_records(archive)}
    with shown() as observer:
        process(archive, lambda: weigh_again(archive), observer)
    after = load_records(archive)
    changed = [record for record in after if before.get(record.id) != (record.state, record.filed_items)]
    say(f"重新归类：{len(changed)} 件的归类变了。" if changed else "重新归类：各件归类不变。")
    for record in changed[:SHOWN]:
        state, items = before.get(record.id, (record.state, ()))
        was = f"第 {'、'.join(items)} 条" if items else _STATES[state]
        now = f"第 {'、'.join(record.filed_items)} 条" if record.filed_items else _STATES[record.state]
        say(f"  {record.id}：{was} → {now}")


_STATES = {"filed": "已归", "suggested": "待定", "unassigned": "未归", "set_aside": "搁置"}
