"""The findings of files that hold no pages of their own or come from other programs than Word and Acrobat."""

from ocr.finding import Kind, Severity

# Files that cannot be read at all.
NEEDS_OFFICE = Kind(
    "R004",
    Severity.ERROR,
    "读取{kind}需要 LibreOffice，本机没有或不全。请安装：{advice}；装好后运行 archiver retry 重新收件。"
    "也可以用 Word 或 WPS 打开，另存为 {target} 后再放入。",
)
NOT_CONVERTED = Kind(
    "R026",
    Severity.ERROR,
    "这是{kind}，LibreOffice 打不开，可能已损坏。请用 Word 或 WPS 打开，另存为 {target} 后再放入；"
    "打不开的请从原处重新复制。",
)
CONVERTED_TOO_LONG = Kind(
    "R027",
    Severity.ERROR,
    "这是{kind}，用 LibreOffice 转换超过 {seconds} 秒仍未完成，已停止。"
    "请用 Word 或 WPS 打开，另存为 {target} 后再放入。",
)
ENCODING_UNKNOWN = Kind(
    "R020",
    Severity.ERROR,
    "这是纯文本文件，但认不出文字编码（既不是 UTF-8，也不能确定是 GB18030 还是 Big5）。"
    "请用记事本打开，看文字正确后另存为，编码选 UTF-8，再放入。",
)
TEXT_TOO_LARGE = Kind(
    "R021", Severity.ERROR, "纯文本文件太大：{found} MB，上限 {limit} MB。请只留作为材料的部分，另存后再放入。"
)
TABLE_TOO_LARGE = Kind(
    "R022",
    Severity.ERROR,
    "表格太大：有内容的单元格超过 {limit} 万个。请只留作为材料的部分，另存后再放入。",
)
MAIL_TOO_LARGE = Kind(
    "R023", Severity.ERROR, "邮件太大：{found} MB，上限 {limit} MB。请在邮件软件里把附件另存出来，单独放入。"
)
TOO_MANY_PARTS = Kind(
    "R024", Severity.ERROR, "邮件里的部分太多（上限 {limit} 个）。请在邮件软件里把正文和附件另存出来，单独放入。"
)
WINMAIL = Kind(
    "R025",
    Severity.ERROR,
    "这是 winmail.dat：发件人的 Outlook 把正文和附件装在了里面，别的程序读不了。"
    "请发件人把邮件格式改为 HTML 或纯文本重发，或请对方直接交附件。",
)

# Pages that were read, with a remark.
ENCODING_FOUND = Kind("R150", Severity.INFO, "文件没有注明文字编码，按 {encoding} 读取。请核对有无乱码。")
HIDDEN_CELLS = Kind(
    "R151",
    Severity.WARNING,
    "表格中有不显示的内容（{what}），没有读取。如属材料内容，请取消隐藏和筛选，另存后再放入。",
)
NOT_COMPUTED = Kind(
    "R152",
    Severity.WARNING,
    "有 {count} 个公式没有存下计算结果，读出来是空的。请用 Excel 或 WPS 打开，保存一次后再放入。",
)
MACROS_NOT_RUN = Kind("R153", Severity.INFO, "文件里带有宏，没有运行。内容按文件里存下的读取。")
SEALED = Kind(
    "R154", Severity.INFO, "本页盖有 {count} 处电子印章，程序没有验证签名。需要验证时请用 OFD 阅读器打开原件查看。"
)
MAIL_UNSURE = Kind(
    "R155",
    Severity.WARNING,
    "邮件正文的文字编码与标明的不符，也认不出来，可能有乱码。请用邮件软件打开核对，必要时另存为 PDF。",
)
MAIL_UNREAD = Kind(
    "R156",
    Severity.WARNING,
    "邮件正文是 Outlook 的 RTF 格式，没有读出。请用 Outlook 打开，另存为 .eml 或 PDF 后再放入。",
)
SMALL_PICTURES = Kind("R157", Severity.INFO, "邮件正文里有 {count} 张小图片（如签名、图标），没有单独收作材料。")
ATTACHMENTS_LOST = Kind(
    "R158", Severity.WARNING, "邮件有 {count} 个附件只是链接或嵌入的对象，文件里没有内容。请向发件人索取，单独放入。"
)
WEB_PICTURES = Kind(
    "R159",
    Severity.INFO,
    "网页里的 {count} 张图片没有读取。图片属于材料内容的，请用浏览器打开网页，打印为 PDF 后再放入。",
)
