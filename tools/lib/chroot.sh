# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Debian suites in chroots, each with the Wireshark that it ships.
# Needs PROJECT, and the functions of the other parts.

# Where the chroots are; LYNC_CHROOTS names a directory with existing ones.
chroot_root() {
    printf '%s\n' "${LYNC_CHROOTS:-$(build_root)/chroot}"
}

# chroot_make SUITE: makes the suite's chroot unless it exists, and names it in
# CHROOT. It gets its name only when complete, so that an interrupted one is not
# taken for a good one. The archive signature of unstable expires soon: a
# machine with a wrong clock must still be able to use it.
chroot_make() {
    local suite=$1 packages
    CHROOT=$(chroot_root)/$suite
    if [[ -x $CHROOT/usr/bin/apt-get ]]; then
        return 0
    fi
    packages=$( (packages_of analyze && packages_of captures) | paste -sd,)
    say "making a chroot of Debian $suite in $CHROOT (about 800 MB)"
    mkdir -p "$(chroot_root)"
    rm -rf --one-file-system "$CHROOT.new"
    chroot_bootstrap "$suite" "$CHROOT.new" "$packages" || return 1
    mv "$CHROOT.new" "$CHROOT"
}

# chroot_bootstrap SUITE FOLDER PACKAGES: a new chroot with these packages,
# separated by commas.
chroot_bootstrap() {
    local suite=$1 log
    packages_ensure all-versions
    log=$(mktemp)
    if ! mmdebstrap --quiet --variant=apt --include="$3" \
        --aptopt='APT::Install-Recommends "false"' \
        --aptopt='Acquire::Check-Valid-Until "false"' \
        "$suite" "$2" >"$log" 2>&1; then
        say "mmdebstrap could not make it: $(grep '^E: ' "$log" | head -n 1)"
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# Copies the project into the chroot: a mount would remain if the tool is
# killed, and nothing done in a chroot may affect the sources. Its build trees
# stay, and each file of the copy is newer than what was built before: one that
# came from another branch may be older, and would not be compiled.
chroot_copy_project() {
    local inside=$CHROOT/srv/lync
    mkdir -p "$inside"
    find "$inside" -mindepth 1 -maxdepth 1 ! -name build \
        -exec rm -rf --one-file-system {} +
    tar -C "$PROJECT" --exclude=./build --exclude=./.git --owner=0 --group=0 \
        -cf - . | tar -C "$inside" -xmf -
}

# chroot_enter COMMAND...: runs it inside, with /proc if there are mount
# namespaces: the mount then ends with the command. Without them (inside a
# container, or another chroot) nothing is mounted, because it would remain.
chroot_enter() {
    local -a apart=(unshare --mount --pid --fork --kill-child)
    if "${apart[@]}" true 2>/dev/null; then
        # shellcheck disable=SC2016
        "${apart[@]}" bash -c 'mount -t proc proc "$0/proc" 2>/dev/null
            exec chroot "$0" "$@"' "$CHROOT" "$@"
    else
        chroot "$CHROOT" "$@"
    fi
}

# chroot_check SUITE STEP...: runs these steps of tools/check inside.
chroot_check() {
    local lock status=0
    chroot_make "$1" || return 1
    exec {lock}>"$CHROOT.lock"
    flock "$lock"
    chroot_copy_project
    chroot_enter /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin /srv/lync/tools/check "${@:2}" ||
        status=$?
    exec {lock}>&-
    return $status
}
