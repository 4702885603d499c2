# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# What static analysis says of the modules' sources. Needs PROJECT.

# Suppressed in place: cppcheck-suppress or NOLINT, with the reason beside it.
analyzers_cppcheck() (
    cd "$PROJECT" || exit
    mapfile -t includes < <(find epan-dissectors -type d -printf '-I%p\n')
    cppcheck --quiet --error-exitcode=1 --inline-suppr --std=c11 \
        --library=gtk --enable=warning,performance,portability \
        '-DUAT_DEC_CB_DEF(name, field, row)=' \
        '-DUAT_CSTRING_CB_DEF(name, field, row)=' \
        '-DUAT_VS_DEF(name, field, row, type, value, text)=' \
        -j "$(nproc)" "${includes[@]}" epan-dissectors plugins tools
)

# .clang-tidy says what it looks for. What it writes to standard error are
# counts of what it found in others' headers.
analyzers_clang_tidy() {
    build_tree gcc werror -DLYNC_WERROR=ON || return
    find "$PROJECT"/{epan-dissectors,plugins,tools} -name '*.c' -print0 | sort -z |
        xargs -0 -r -P "$(nproc)" -n 2 clang-tidy -p "$BUILD_DIR" --quiet \
            2>/dev/null
}

analyzers_gcc() {
    build_tree gcc analyzer -DLYNC_WERROR=ON -DLYNC_LTO=OFF \
        -DBUILD_TESTING=OFF -DCMAKE_C_FLAGS=-fanalyzer
}
