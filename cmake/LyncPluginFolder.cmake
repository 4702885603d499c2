# SPDX-License-Identifier: GPL-2.0-or-later
#
# The script that the targets of LyncInstall.cmake run when they are built.
#
#   ACTION  uninstall, install-user or uninstall-user
#   FILE    the module, or the folder of the profile
#   FOLDER  where to; a personal folder is relative to $HOME
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
    get_filename_component(name "${FILE}" NAME)
    if(IS_DIRECTORY "${FOLDER}/${name}")
        message(STATUS "Kept as it is: ${FOLDER}/${name}")
        return()
    endif()
    file(COPY "${FILE}" DESTINATION "${FOLDER}")
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
file(REMOVE_RECURSE "${FOLDER}/${FILE}")
if(EXISTS "${FOLDER}/${FILE}")
    message(FATAL_ERROR "${FOLDER}/${FILE} cannot be removed.")
endif()
message(STATUS "Removed: ${FOLDER}/${FILE}")
