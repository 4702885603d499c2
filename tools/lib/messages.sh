# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# What the tools say: one line each, on standard error, with the tool's name.

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# Only for a terminal: a script's log stays clean.
progress() {
    if [[ -t 1 && -t 2 ]]; then
        say "$@"
    fi
}

die() {
    say "$@"
    exit 1
}

# usage_error TEXT: the command line itself is wrong.
usage_error() {
    say "$1 (see ${0##*/} --help)"
    exit "${USAGE_STATUS:-2}"
}

# The comment at the top of the running tool is its help.
print_help() {
    sed -n '4,/^[^#]/{/^#/!q; s/^# \{0,1\}//p}' "$0"
}
