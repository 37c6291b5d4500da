"""Dovecot's settings for a sandbox without rights, in the two dialects that Debian and Ubuntu ship."""

import grp
import os
import pwd
from pathlib import Path

from sandbox.account import run_as

SHARED = """\
base_dir = {sockets}
state_dir = {sockets}
log_path = {home}/dovecot.log
listen = 127.0.0.1
ssl = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 1
first_valid_gid = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service auth {{
  extra_groups =
}}
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Trash {{
    auto = subscribe
    special_use = \\Trash
  }}
  mailbox Junk {{
    auto = subscribe
    special_use = \\Junk
  }}
}}
"""

SINCE_2_3 = """\
protocols = imap
disable_plaintext_auth = no
auth_username_chars =
mail_location = maildir:{boxes}/%Lu
passdb {{
  driver = static
  args = password=demo
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={boxes}/%Lu
}}
"""

SINCE_2_4 = """\
protocols {{
  imap = yes
}}
auth_allow_cleartext = yes
auth_allowed_username_chars =
mail_driver = maildir
mail_path = {boxes}/%{{user | lower}}
passdb static {{
  password = demo
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {boxes}/%{{user | lower}}
  }}
}}
"""

WITHOUT_IDLE = "imap_capability = IMAP4rev1 UIDPLUS\n"

VERSION_PINS = "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n"
"""2.4 wants them before everything else."""


def settings(version: tuple[int, int], *, home: Path, boxes: Path, sockets: Path, port: int) -> str:
    """The whole configuration file. Any user of any name gets in with the password `demo`."""
    template = VERSION_PINS + SHARED + SINCE_2_4 if version >= (2, 4) else SHARED + SINCE_2_3
    return template.format(home=home, boxes=boxes, sockets=sockets, port=port, **account())


def account() -> dict[str, str | int]:
    uid = run_as().get("user", os.geteuid())
    gid = run_as().get("group", os.getegid())
    names = {"user": pwd.getpwuid(uid).pw_name, "group": grp.getgrgid(gid).gr_name}
    return {"uid": uid, "gid": gid, **names}
