"""Findings of intake: what could not be taken in, or not wholly, and what the clerk does about it.

Codes I0… concern files in the inbox, I1… zip archives and their members, I2… what was set aside.
"""

from ocr.finding import Kind, Severity

LINK_LEADS_OUT = Kind(
    "I001",
    Severity.WARNING,
    "“{name}”是指向收件箱以外的链接（快捷方式），没有跟随。请把它指向的文件本身复制进收件箱。",
)
NOT_A_FILE = Kind("I002", Severity.WARNING, "“{name}”不是普通文件（{kind}），没有打开。请把它移出收件箱。")
UNREADABLE = Kind(
    "I003",
    Severity.ERROR,
    "“{name}”读不出来（{reason}），仍留在原处。请检查文件权限、网络盘或介质，再运行一次。",
)
FOLDER_UNREADABLE = Kind(
    "I004",
    Severity.ERROR,
    "文件夹“{name}”打不开（{reason}），其中的文件没有收。请检查权限，或把路径改短后再运行一次。",
)
NOT_STORED = Kind(
    "I005",
    Severity.ERROR,
    "“{name}”没能存入归档库（{reason}），仍留在原处。请检查归档库所在磁盘的剩余空间和权限，再运行一次。",
)
NOT_REMOVED = Kind(
    "I006",
    Severity.WARNING,
    "“{name}”已经收进归档库，但收件箱里的这份删不掉（{reason}）。请手工删除。",
)
STILL_COPIED = Kind("I007", Severity.INFO, "“{name}”仍在复制或仍被别的程序写入，这次没有收，写完后自动再收。")
MISSING_SOURCE = Kind("I008", Severity.ERROR, "找不到“{name}”。请核对路径后再添加，其余的照常添加。")
INSIDE_THE_ARCHIVE = Kind(
    "I009", Severity.ERROR, "“{name}”在归档库自己的文件夹里，不能当作材料添加。要收的文件请放入收件箱。"
)
HEALED = Kind(
    "I010", Severity.WARNING, "原件库里“{name}”的那一份已损坏，已用刚收到的同一内容补好。请检查磁盘是否有故障。"
)
EMPTY = Kind("I011", Severity.ERROR, "“{name}”是空文件（0 字节），没有内容可收。请重新复制或重新扫描这份文件。")

ZIP_DAMAGED = Kind(
    "I101", Severity.ERROR, "压缩包“{name}”已损坏，打不开（{reason}）。请重新压缩，或直接把里面的文件放入收件箱。"
)
DOCUMENT_DAMAGED = Kind(
    "I109",
    Severity.ERROR,
    "文件“{name}”已损坏，打不开（{reason}）。请从原处重新复制一份完好的，或用原软件打开后另存一份。",
)
ZIP_ENCRYPTED = Kind("I102", Severity.ERROR, "压缩包“{name}”有密码。请解压后把里面的文件放入收件箱。")
ZIP_TOO_MANY = Kind(
    "I103",
    Severity.ERROR,
    "压缩包“{name}”里的文件太多：{found}，上限 {expected}。请分成几个压缩包，或解压后放入收件箱。",
)
ZIP_TOO_LARGE = Kind(
    "I104", Severity.ERROR, "压缩包“{name}”解开后太大：{found}，上限 {expected}。请分成几个压缩包，或解压后放入收件箱。"
)
ZIP_BOMB = Kind(
    "I105",
    Severity.ERROR,
    "压缩包“{name}”异常：{reason}，可能是恶意文件，没有解开。请确认来源；确是材料的，请解压后放入收件箱。",
)
ZIP_TOO_DEEP = Kind(
    "I106", Severity.ERROR, "压缩包“{name}”套在压缩包里的层数太多，没有再往里解。请解压后把里面的文件放入收件箱。"
)
ZIP_EMPTY = Kind("I107", Severity.ERROR, "压缩包“{name}”里没有可收的文件。请核对是否压缩时漏选了文件。")
ZIP_HOLDS_SECRET = Kind(
    "I108",
    Severity.ERROR,
    "“{name}”里装有带密级标志的材料（见 {record}），已整个从原件库移出，里面其余的文件照常收下。"
    "请按保密规定处置这个压缩包（邮件），并告知保密员。",
)
MAIL_TOO_DEEP = Kind(
    "I115", Severity.WARNING, "邮件“{name}”套在邮件里的层数太多，它的附件没有再往里收。请把附件另存出来，放入收件箱。"
)
MEMBER_ENCRYPTED = Kind("I111", Severity.ERROR, "压缩包里的“{name}”有密码，没有收。请解压后把它单独放入收件箱。")
MEMBER_DAMAGED = Kind(
    "I112", Severity.ERROR, "压缩包里的“{name}”已损坏（{reason}），没有收。请找到原来的文件，单独放入收件箱。"
)
MEMBER_NAME = Kind(
    "I113",
    Severity.ERROR,
    "压缩包里的“{name}”文件名不合规矩（{reason}），没有收。请解压后把它单独放入收件箱。",
)
MEMBER_NOT_A_FILE = Kind(
    "I114",
    Severity.ERROR,
    "压缩包里的“{name}”是链接或设备，不是文件，没有收。请找到原来的文件，单独放入收件箱。",
)

KEPT_FILE_GONE = Kind(
    "I201",
    Severity.ERROR,
    "“{name}”（{record}）已不在搁置文件夹 set-aside 里，没法重收。请把文件放回 {where}，或把它放入收件箱。",
)
STRANGER_AMONG_KEPT = Kind(
    "I202", Severity.WARNING, "搁置文件夹 set-aside 里的“{name}”不是本程序放进去的，没有动它。修好的文件请放入收件箱。"
)
KEPT_FROM_DAMAGED = Kind(
    "I203", Severity.ERROR, "原件库里“{name}”（{record}）那一份{state}。请从备份恢复，或找到原来的文件重新放入收件箱。"
)
SECRET_GONE = Kind(
    "I204", Severity.INFO, "“{name}”（{record}）带密级标志，文件已不在搁置文件夹 set-aside 里，不再重收，记录留作备查。"
)
STOOD_WITH = Kind(
    "I206",
    Severity.ERROR,
    "“{name}”与“{other}”（{record}）由人工定为同一件，那一份没有收下，这一份随同移出。先处理好那一份，两份再一起重收。",
)
STOOD_WITH_SECRET = Kind(
    "I207",
    Severity.ERROR,
    "“{name}”与“{other}”（{record}）由人工定为同一件，那一份有密级标志，这一份随同移出。"
    "请一并按保密规定处置，并告知保密员。",
)
DECLARED_NOT_SECRET = Kind(
    "I205", Severity.INFO, "{by}于 {at} 声明这份材料不涉密，因此没有按密级标志停下。理由：{why}。如有疑问请核对原件。"
)
