# SPDX-License-Identifier: GPL-2.0-or-later
#
# The script that the targets of LyncInstall.cmake run when they are built.
#
#   ACTION  uninstall, install-user or uninstall-user
#   FILE    the module
#   FOLDER  the plugin folder; a personal one is relative to $HOME
cmake_minimum_required(VERSION 3.16)

if(ACTION MATCHES "-user$")
    if("$ENV{HOME}" STREQUAL "")
        message(FATAL_ERROR "HOME is not set: no personal plugin folder.")
    endif()
    set(FOLDER "$ENV{HOME}/${FOLDER}")
endif()

if(ACTION STREQUAL "install-user")
    execute_process(COMMAND id -u OUTPUT_VARIABLE uid
        OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(uid STREQUAL "0")
        message(FATAL_ERROR "install-user is not for root, because Wireshark "
            "ignores the personal plugin folder of root. Run it as the user "
            "who runs Wireshark, or install for all users: cmake --install.")
    endif()
    file(COPY "${FILE}" DESTINATION "${FOLDER}")
    get_filename_component(name "${FILE}" NAME)
    message(STATUS "Installed: ${FOLDER}/${name}")
    return()
endif()

if(ACTION STREQUAL "uninstall")
    set(FOLDER "$ENV{DESTDIR}${FOLDER}")
endif()
if(NOT EXISTS "${FOLDER}/${FILE}")
    message(STATUS "Not installed: ${FOLDER}/${FILE}")
    return()
endif()
file(REMOVE "${FOLDER}/${FILE}")
if(EXISTS "${FOLDER}/${FILE}")
    message(FATAL_ERROR "${FOLDER}/${FILE} cannot be removed.")
endif()
message(STATUS "Removed: ${FOLDER}/${FILE}")
