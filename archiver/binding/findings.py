"""The findings of binding: what could not be bound, what was changed to bind it, and what a proof found wrong."""

from ocr.finding import Kind, Severity

# A record that cannot be bound stops its binder. `name` is the record's file and id.
DAMAGED = Kind(
    "B001", Severity.ERROR, "{name}：文件损坏，不能装订（{reason}）。请用原软件另存或重新扫描，替换后再装订。"
)
PASSWORD = Kind(
    "B002", Severity.ERROR, "{name}：打开需要密码，不能装订。请用密码打开，另存为不加密的文件，替换后再装订。"
)
UNSUPPORTED = Kind("B003", Severity.ERROR, "{name}：不能装订这种文件（{kind}）。请转换为 PDF 或图片，替换后再装订。")
TIME_OVER = Kind(
    "B004", Severity.ERROR, "{name}：处理超过 {seconds} 秒仍未完成，已停止。请把文件拆小或另存为 PDF，替换后再装订。"
)
MISSING = Kind("B005", Severity.ERROR, "{name}：原件不见了。请从备份恢复后再装订。")
NO_CONVERTER = Kind(
    "B006", Severity.ERROR, "{name}：装订这种文件要先用 LibreOffice 转换，没有转成。{reason}处理好后再装订。"
)
NO_PAGES = Kind("B007", Severity.ERROR, "{name}：文件里一页也没有，不能装订。请核对原件，重新扫描后替换。")
DIED = Kind("B008", Severity.ERROR, "{name}：处理时程序意外退出，文件可能损坏或过大。请另存或重新扫描，替换后再装订。")
TOO_LARGE = Kind(
    "B009",
    Severity.ERROR,
    "{name}：图片太大（{found} 万像素，上限 {limit} 万像素）。请以 300 dpi 重新扫描，替换后再装订。",
)
NOT_CONVERTED = Kind(
    "B010", Severity.ERROR, "{name}：转换失败（{reason}）。请用 Word 或 WPS 另存为 PDF，替换后再装订。"
)

CHANGED = Kind(
    "B011",
    Severity.ERROR,
    "{name}：原件的内容与收件时不同（收件时 {expected}，现在 {found}），不能装订。请从备份恢复这份原件后再装订。",
)
UNREADABLE = Kind("B012", Severity.ERROR, "{name}：原件读不出来（{reason}）。请检查磁盘，从备份恢复这份原件后再装订。")
NOT_SET = Kind(
    "B013", Severity.ERROR, "{name}：不能排成页面装订（{reason}）。请用原软件打开，另存为 PDF，替换后再装订。"
)

# Bound, with a remark.
LAYOUT_RESET = Kind(
    "B101",
    Severity.WARNING,
    "{name}：本机没有用 LibreOffice 转换，版式为重新排版，页数可能与原稿不同。请核对，必要时另存为 PDF 后替换。",
)
DECRYPTED = Kind("B102", Severity.INFO, "{name}：原件限制了编辑或打印，装订的是解除限制的副本，原件未动。")
NO_GLYPH = Kind(
    "B103", Severity.WARNING, "{name}：本机没有字体能打印 {characters}，以“〓”代替。请安装含这些字的字体后重新装订。"
)
PAGES_DIFFER = Kind("B104", Severity.WARNING, "{name}：登记为 {expected} 页，装订为 {found} 页。请核对有无缺页。")
FIRST_FRAME = Kind("B105", Severity.INFO, "{name}：文件里有 {frames} 幅画面（动图或连拍），只装订了第一幅。")
PICTURE_LEFT_OUT = Kind(
    "B106", Severity.WARNING, "{name}：文中有 {count} 幅图片无法排出（{formats}）。请另存为 PDF 后替换。"
)
PICTURE_REDRAWN = Kind(
    "B107", Severity.INFO, "{name}：图片格式（{reason}）不能直接装入 PDF，已转为普通图片装订，原件未动。"
)
REPAIRED = Kind("B108", Severity.WARNING, "{name}：PDF 文件有缺陷，已修复后装订（{reason}）。请核对装订后的页面。")
ACTIVE_REMOVED = Kind("B109", Severity.INFO, "{name}：装订的副本去掉了 {what}，页面外观不变，原件未动。")
TOO_THICK = Kind(
    "B110",
    Severity.WARNING,
    "案卷 {code}：约厚 {found} 毫米，超过最大的档案盒（{limit} 毫米）。请调小每册页数后重新装订。",
)
TEXT_LOST = Kind(
    "B112", Severity.WARNING, "{name}：文中约有 {count} 个字（页眉、页脚、文本框等）没有排出。请另存为 PDF 后替换。"
)
SET_ANEW = Kind(
    "B114", Severity.INFO, "{name}：这种文件本身没有页面，按识别时的分页重新排印，字体字号与原软件里看到的不同。"
)
SEAL_DRAWN = Kind(
    "B120",
    Severity.INFO,
    "{name}：装订的是 OFD 文件的版面（含印章图样），电子签名不随纸页转移。需要验证签名时请用 OFD 阅读器打开原件。",
)
NOT_DRAWN = Kind(
    "B121",
    Severity.WARNING,
    "{name}：OFD 版面里有程序画不出或只能近似的内容（{what}）。请核对装订页；"
    "有出入的，用 OFD 阅读器导出为 PDF 后替换。",
)
TWINS = Kind(
    "B113",
    Severity.WARNING,
    "条目 {item}：{first} 与 {second} 像是同一份材料收了两次，都装订在内。"
    "请用 archiver duplicates 认定留哪一件（或不是同一份），再重新装订。",
)
NOT_SEARCHABLE = Kind(
    "B115",
    Severity.WARNING,
    "{name}：第 {number} 页的文字没能写进 PDF，装订的这一页在阅读器里查不到文字（archiver search 仍能查到）。"
    "请运行 archiver rebuild pdf 再装订一次；仍不行请联系维护人员。",
)
OLD_TEXT_LEFT = Kind(
    "B116",
    Severity.INFO,
    "{name}：第 {number} 页原有的隐藏文字（扫描软件识别、不可靠）去不掉，在阅读器里查找时可能查到它；图像不受影响。",
)
TEXT_UNLIKE = Kind(
    "B117",
    Severity.WARNING,
    "{name}：第 {number} 页，要装订的页面上的文字与识别时读到的大不相同。请打开原件核对，必要时另存为 PDF 后替换。",
)
KEPT_OLD = Kind("B111", Severity.WARNING, "条目 {item}：这次没有装成，文件夹里仍是上次的案卷。")

# A finished file that does not hold is not published; the same findings come of proving a folder again.
FILE_MISSING = Kind("B201", Severity.ERROR, "{file}：文件不见了。请重新装订。")
HASH_DIFFERS = Kind("B202", Severity.ERROR, "{file}：内容与装订时不同（应为 {expected}，实为 {found}）。请重新装订。")
UNOPENABLE = Kind("B203", Severity.ERROR, "{file}：打不开（{reason}）。请重新装订。")
COUNT_DIFFERS = Kind(
    "B204", Severity.ERROR, "{file}：应有 {expected} 页，实有 {found} 页。请重新装订；仍不符请联系维护人员。"
)
STAMP_DIFFERS = Kind(
    "B205",
    Severity.ERROR,
    "{file} 第 {number} 页：页码应为“{expected}”，实为“{found}”。请重新装订；仍不符请联系维护人员。",
)
STAMP_MISPLACED = Kind(
    "B206",
    Severity.ERROR,
    "{file} 第 {number} 页：页码没有端正地印在右上角（{found}）。请重新装订；仍不符请联系维护人员。",
)
BOOKMARK_DIFFERS = Kind(
    "B207", Severity.ERROR, "{file}：书签应为“{expected}”，实为“{found}”。请重新装订；仍不符请联系维护人员。"
)
ROW_DIFFERS = Kind(
    "B208", Severity.ERROR, "{file}：卷内目录应为“{expected}”，实为“{found}”。请重新装订；仍不符请联系维护人员。"
)
RANGE_DIFFERS = Kind(
    "B209", Severity.ERROR, "{file}：清单里 {record} 的页码范围应从第 {expected} 页起，实为 {found}。请重新装订。"
)
MANIFEST_MISSING = Kind("B210", Severity.ERROR, "{folder}：没有清单 manifest.json，无法核对。请重新装订。")
MANIFEST_BROKEN = Kind("B211", Severity.ERROR, "{folder}：清单 manifest.json 读不懂（{reason}）。请重新装订。")
FILE_EXTRA = Kind(
    "B212", Severity.WARNING, "{file}：清单里没有这个文件。如不是案卷请移走，如是旧案卷请重新装订全部条目。"
)
LABEL_DIFFERS = Kind("B213", Severity.ERROR, "{file} 第 {number} 页：页签应为“{expected}”，实为“{found}”。请重新装订。")
TEXT_DIFFERS = Kind(
    "B215",
    Severity.ERROR,
    "{file} 第 {number} 页：页面上的文字与装入时不同。请运行 archiver rebuild pdf，再重新装订；仍不符请联系维护人员。",
)
IN_USE = Kind("B214", Severity.ERROR, "{file}：写不进去（{reason}）。请关闭正在打开它的程序后重新装订。")
