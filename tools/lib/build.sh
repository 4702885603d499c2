# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Builds outside the sources, one tree for each Wireshark and compiler.
# Needs PROJECT, the project's directory.

# The installed Wireshark's version (4.0.17), and its plugin folder.
wireshark_version() {
    pkg-config --modversion wireshark
}

wireshark_plugins() {
    pkg-config --variable=plugindir wireshark
}

# Where build trees live: in the project if it belongs to the caller, otherwise
# in the caller's cache, so that root leaves no files in somebody else's clone.
build_root() {
    local inside=$PROJECT/build
    if [[ -O $PROJECT && -w $PROJECT &&
        (! -e $inside || -O $inside && -w $inside) ]]; then
        printf '%s\n' "$inside"
    else
        printf '%s\n' "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/lync/${PROJECT//\//_}"
    fi
}

# build_tree COMPILER VARIANT [CMAKE-OPTION...]: brings one build tree up to
# date and names it in BUILD_DIR. VARIANT may be empty. Quiet, unless the build
# fails: then its output, and a return value of 1.
build_tree() {
    local compiler=$1 variant=$2 version root lock status=0
    shift 2
    version=$(wireshark_version) ||
        die "no Wireshark development files (pkg-config wireshark)"
    root=$(build_root)
    BUILD_DIR=$root/$version-${compiler//[^A-Za-z0-9.+-]/_}
    BUILD_DIR+=${variant:+-$variant}
    mkdir -p "$BUILD_DIR" 2>/dev/null ||
        die "no place to build in: $root cannot be written"
    # Two runs at a time must not build in one tree.
    exec {lock}>"$BUILD_DIR.lock"
    flock "$lock"
    build_configure "$compiler" "$@" && build_compile || status=1
    exec {lock}>&-
    return $status
}

# Configures a new tree, or one that was made with other options or for a
# project that has moved; Ninja itself notices changed CMake files.
build_configure() {
    local compiler=$1 stamp=$BUILD_DIR/configured-for
    shift
    local made_for="$PROJECT $compiler $*"
    if [[ -e $stamp && $(<"$stamp") == "$made_for" ]]; then
        return 0
    fi
    progress "configuring ${BUILD_DIR##*/}"
    rm -rf "${BUILD_DIR:?}"
    mkdir -p "$BUILD_DIR"
    build_logged env CC="$compiler" cmake -S "$PROJECT" -B "$BUILD_DIR" \
        -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo "$@" || return 1
    printf '%s\n' "$made_for" >"$stamp"
}

build_compile() {
    if [[ -t 1 && -t 2 ]] &&
        ! ninja -C "$BUILD_DIR" -n 2>/dev/null | grep -q 'no work to do'; then
        progress "building ${BUILD_DIR##*/}"
    fi
    build_logged ninja -C "$BUILD_DIR"
}

# Runs a command whose output matters only when it fails.
build_logged() {
    local output
    if ! output=$("$@" 2>&1); then
        printf '%s\n' "$output" >&2
        return 1
    fi
}

# Builds the modules as a user gets them; names them in MODULES, lync-summary in
# SUMMARY, and their tree in BUILD_DIR.
build_module() {
    build_tree "${CC:-gcc}" "" -DBUILD_TESTING=OFF ||
        die "the plugin does not build; the compiler's words are above"
    local version folder module
    version=$(wireshark_plugins)
    folder=$BUILD_DIR/plugin/${version##*/}/epan
    MODULES=("$folder/lync.so" "$folder/hangup.so")
    # shellcheck disable=SC2034
    SUMMARY=$BUILD_DIR/tools/summary/lync-summary
    for module in "${MODULES[@]}"; do
        [[ -e $module ]] || die "the build made no ${module##*/}"
    done
}
