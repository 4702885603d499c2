# SPDX-License-Identifier: GPL-2.0-or-later
"""Follows docs/tutorial.md word by word: its commands, and what it shows.

Usage: tutorial.py TUTORIAL WORDS...   (in the folder of the packages, as root)

What an ordinary user types is run by the command WORDS with one word more, a
line for a shell. Prints each command; the exit status is 1 at the first whose
output is another.
"""

import re
import subprocess
import sys


def steps(text):
    """(prompt, command, what it has to print) of each command."""
    boxes = re.findall(r"(?:^    .*\n)+", text, re.M)
    lines = [line[4:] for box in boxes for line in box.splitlines()]
    found = []
    for line in lines:
        if line.startswith(("$ ", "# ")):
            found.append((line[0], line[2:], []))
        else:
            found[-1][2].append(line)
    return found


def fits(expected, output):
    """Whether output is what a box shows; "..." stands for more of the line, or
    alone for more lines."""
    pattern = "".join(
        "(?:.*\n)*?" if line == "..." else
        re.escape(line).replace(r"\.\.\.", ".*") + " *\n" for line in expected)
    return not expected or re.fullmatch(pattern, output) is not None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        for prompt, command, expected in steps(file.read()):
            if command.startswith("wireshark "):
                print("(a window)", command)
                continue
            print(prompt, command, flush=True)
            words = sys.argv[2:] if prompt == "$" else ["sh", "-c"]
            done = subprocess.run([*words, command], stdout=subprocess.PIPE,
                                  text=True, check=False)
            if done.returncode or not fits(expected, done.stdout):
                sys.exit("exit status %d, and another output:\n%s" % (
                    done.returncode, done.stdout))


if __name__ == "__main__":
    main()
