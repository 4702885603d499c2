# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes the man page of a command from its --help, which is standard input.

Usage: man_page.py NAME PURPOSE VERSION
"""
import re
import sys

ENTRY = re.compile(r"  (\S+(?: \S+)*)(?:  +(\S.*))?$")


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text)


def main():
    name, purpose, version = sys.argv[1:]
    lines = sys.stdin.read().splitlines()
    print(f'.TH {name.upper()} 1 "" "lync {version}"\n.SH NAME\n{name} \\- '
          f"{purpose}\n.SH SYNOPSIS\n.B {escaped(lines[0][7:])}\n"
          ".SH DESCRIPTION")
    for line in lines[1:]:
        entry = ENTRY.match(line)
        if line.endswith(":") and not line.startswith(" "):
            print(".SH " + line[:-1].upper())
        elif entry:
            print(f".TP\n.B {escaped(entry[1])}\n{escaped(entry[2] or '')}"
                  .rstrip("\n"))
        elif line.strip():
            print(escaped(line.strip()))
        else:
            print(".PP")
    print(".SH SEE ALSO\n.BR tshark (1),\n.BR lync\\-reports (7)")


if __name__ == "__main__":
    main()
