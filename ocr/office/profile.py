"""The profile that LibreOffice works in: nothing is run, nothing is updated, nothing is fetched.

Two walls stand against fetching: links of documents that nobody vouches for are not followed, and whatever is asked
for all the same goes to a proxy that does not exist.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_COMMON: Final = "/org.openoffice.Office.Common"
_INET: Final = "/org.openoffice.Inet/Settings"
_NOWHERE: Final = ("127.0.0.1", "9")
"""The discard port of this machine, where nobody listens."""

_SETTINGS: Final[Mapping[str, Mapping[str, str]]] = {
    f"{_COMMON}/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
        "SecureURL": "",
    },
    f"{_COMMON}/Misc": {"FirstRun": "false", "CrashReport": "false", "CollectUsageInformation": "false"},
    "/org.openoffice.Office.Java/VirtualMachine": {"Enable": "false"},
    "/org.openoffice.Office.Recovery/RecoveryInfo": {"Enabled": "false"},
    "/org.openoffice.Office.Recovery/AutoSave": {"Enabled": "false"},
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0", "Field": "false", "Chart": "false"},
    "/org.openoffice.Office.Calc/Content/Update": {"Link": "2"},
    "/org.openoffice.Office.Calc/Formula/Load": {"OOXMLRecalcMode": "1", "ODFRecalcMode": "1"},
    _INET: {
        "ooInetProxyType": "2",
        **{f"ooInet{scheme}ProxyName": _NOWHERE[0] for scheme in ("HTTP", "HTTPS", "FTP")},
        **{f"ooInet{scheme}ProxyPort": _NOWHERE[1] for scheme in ("HTTP", "HTTPS", "FTP")},
        "ooInetNoProxy": "",
    },
}
"""`Link` of 0 (Writer) and 2 (Calc) is never; a recalculation mode of 1 is never."""

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
"""


def write(profile: Path) -> None:
    """Make a fresh profile in a folder that is not there yet."""
    items = "\n".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(f"{_HEAD}{items}\n</oor:items>\n", encoding="utf-8")


def environment() -> dict[str, str]:
    """Return the variables that keep LibreOffice's libraries from asking the network themselves."""
    nowhere = f"http://{_NOWHERE[0]}:{_NOWHERE[1]}"
    names = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")
    return {**{name: nowhere for one in names for name in (one, one.upper())}, "no_proxy": "", "NO_PROXY": ""}
