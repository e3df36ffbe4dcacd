"""The findings of files that hold no pages of their own or come from other programs than Word and Acrobat."""

from ocr.finding import Kind, Severity

# Files that cannot be read at all.
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
    "表格太大：一张工作表里有内容的单元格超过 {limit} 万个。请只留作为材料的部分，另存后再放入。",
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
