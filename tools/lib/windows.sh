# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# The modules' sources, read by a compiler for 64-bit Windows (LLP64: long has 32
# bits). Needs PROJECT.
#
# There are no headers of GLib and Wireshark for Windows here: this machine's are
# used, with GLib's sizes and formats changed to those of Windows. Seen are POSIX
# headers and calls, a long that should have 64 bits where that gives a warning,
# formats, and addresses of data in DLLs as initializers. Not seen is whatever
# linking and running would show.

WINDOWS_CC=x86_64-w64-mingw32-gcc

# windows_headers FOLDER: the headers in FOLDER, without the machine's C library.
windows_headers() {
    local glib wireshark header
    glib=$(pkg-config --variable=libdir glib-2.0)/glib-2.0/include/glibconfig.h
    wireshark=$(pkg-config --variable=includedir wireshark)/wireshark
    sed -E 's/typedef (un)?signed long (g[us]?int64|gs?size|gu?intptr);/typedef \1signed long long \2;/
        s/^(#define G_[A-Z0-9]+_MODIFIER) "l"/\1 "ll"/
        s/^(#define G_[A-Z0-9]+_FORMAT) "l([iux])"/\1 "ll\2"/
        s/val##(U?)L\)/val##\1LL)/; s/(GLIB_SIZEOF_LONG) +8/\1 4/
        s/G_OS_UNIX/G_OS_WIN32/' "$glib" >"$1/glibconfig.h"
    for header in /usr/include/gcrypt.h "$wireshark"/*.h \
        "$wireshark"/{epan,wsutil,wiretap} \
        "/usr/include/$(gcc -print-multiarch)/gpg-error.h"; do
        ln -s "$header" "$1"
    done
}

windows_check() (
    local folder
    local -a includes
    folder=$(mktemp -d)
    trap 'rm -rf "${folder:?}"' EXIT
    windows_headers "$folder"
    cd "$PROJECT" || exit
    mapfile -t includes < <(find epan-dissectors -type d -printf '-I%p\n')
    find epan-dissectors plugins -name '*.c' -print0 |
        xargs -0 -r -P "$(nproc)" -n 16 "$WINDOWS_CC" -fsyntax-only -std=c11 \
            -Wall -Wextra -Wshadow -Wformat=2 -Werror -DWS_BUILD_DLL \
            -D__USE_MINGW_ANSI_STDIO=1 '-DLYNC_VERSION=""' "${includes[@]}" \
            -isystem "$folder" -isystem /usr/include/glib-2.0
)
