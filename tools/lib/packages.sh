# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# The Debian packages that the tools need, and how a missing one is installed.

# packages_of PURPOSE: the packages, one per line. clang-format's output differs
# between releases; the sources follow that of Debian 12.
packages_of() {
    case $1 in
    analyze)
        printf '%s\n' tshark wireshark-dev libwireshark-dev cmake \
            ninja-build gcc libc6-dev pkg-config libglib2.0-dev \
            libjson-glib-dev libgcrypt20-dev python3
        ;;
    captures)
        printf '%s\n' python3-cryptography python3-jsonschema python3-pytest \
            python3-pytest-xdist python3-scapy
        ;;
    tools) # whose tests run the steps lint and captures, and open pages
        printf '%s\n' chromium python3-distributed
        packages_of captures
        packages_of lint
        ;;
    windows) printf '%s\n' gcc-mingw-w64-x86-64-win32 ;;
    mutate) printf '%s\n' python3-scapy ;;
    clang) printf '%s\n' clang ;;
    package)
        printf '%s\n' build-essential debhelper dpkg-dev lintian
        packages_of analyze
        ;;
    analyzers) printf '%s\n' clang-tidy cppcheck ;;
    coverage) printf '%s\n' gcovr python3 ;;
    house) printf '%s\n' binutils python3 ;;
    lint)
        printf '%s\n' shellcheck
        if [[ $(debian_release) == 12 ]]; then
            printf '%s\n' clang-format-14
        fi
        ;;
    all-versions) printf '%s\n' mmdebstrap ;;
    esac
}

# The number of the Debian release; nothing for unstable and for others.
debian_release() (
    ID='' VERSION_ID=''
    if [[ -r /etc/os-release ]]; then
        # shellcheck source=/dev/null
        . /etc/os-release
    fi
    if [[ $ID == debian ]]; then
        printf '%s\n' "$VERSION_ID"
    fi
)

# packages_missing PACKAGE...: those that are not installed, one per line.
packages_missing() {
    local installed package
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" \
        2>/dev/null) || true
    for package in "$@"; do
        if [[ $'\n'$installed$'\n' != *$'\n'"installed $package"$'\n'* ]]; then
            printf '%s\n' "$package"
        fi
    done
}

# packages_ensure PURPOSE...: returns at once if nothing is missing; otherwise
# says what it installs, and ends the tool if that fails.
packages_ensure() {
    local purpose package
    local -a wanted=() missing=()
    for purpose in "$@"; do
        for package in $(packages_of "$purpose"); do
            wanted+=("$package")
        done
    done
    if ! command -v dpkg-query >/dev/null; then
        die "this is no Debian system: install by hand what Debian calls" \
            "${wanted[*]}"
    fi
    for package in $(packages_missing "${wanted[@]}" | sort -u); do
        missing+=("$package")
    done
    if ((${#missing[@]})); then
        packages_install "${missing[@]}"
    fi
}

packages_install() {
    local log status=0
    local -a as_root=()
    if ((EUID != 0)); then
        sudo_ready || die "missing Debian packages and no sudo; run as root:" \
            "apt-get install --no-install-recommends $*"
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q -y
        -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300)
    log=$(mktemp)
    say "installing Debian packages and what they depend on: $*"
    # Old or broken package lists may be good enough: apt-get install decides.
    "${as_root[@]}" update >"$log" 2>&1 </dev/null || true
    "${as_root[@]}" install --no-install-recommends "$@" >>"$log" 2>&1 \
        </dev/null || status=$?
    if ((status)); then
        say "apt-get could not install them: $(
            grep '^E: ' "$log" | tail -n 1 || tail -n 1 "$log"
        )"
        rm -f "$log"
        exit 1
    fi
    rm -f "$log"
}

# True if sudo works, after asking for the password if one can be typed.
sudo_ready() {
    command -v sudo >/dev/null || return 1
    if [[ -t 0 && -t 2 ]]; then
        sudo env true
    else
        sudo -n env true 2>/dev/null
    fi
}
