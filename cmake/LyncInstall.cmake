# SPDX-License-Identifier: GPL-2.0-or-later
#
# lync_install_modules(MODULE...): the targets that install the modules.
#
#   install         copies them to the plugin folder of the Wireshark they were
#                   built for; Wireshark sets the path, DESTDIR is put in front
#                   of it
#   uninstall       removes what `install` copied
#   install-user    copies them to the caller's personal plugin folder; refuses
#                   to run as root
#   uninstall-user  removes them from there
function(lync_install_modules)
    install(TARGETS ${ARGN}
        LIBRARY DESTINATION "${Wireshark_PLUGIN_INSTALL_DIR}/epan")

    set(script "${PROJECT_SOURCE_DIR}/cmake/LyncPluginFolder.cmake")
    set(version "${Wireshark_MAJOR_VERSION}.${Wireshark_MINOR_VERSION}")
    set(personal ".local/lib/wireshark/plugins/${version}/epan")
    foreach(module IN LISTS ARGN)
        set(name "$<TARGET_FILE_NAME:${module}>")
        list(APPEND uninstall COMMAND "${CMAKE_COMMAND}" -DACTION=uninstall
            "-DFILE=${name}" "-DFOLDER=${Wireshark_PLUGIN_INSTALL_DIR}/epan"
            -P "${script}")
        list(APPEND install_user COMMAND "${CMAKE_COMMAND}"
            -DACTION=install-user "-DFILE=$<TARGET_FILE:${module}>"
            "-DFOLDER=${personal}" -P "${script}")
        list(APPEND uninstall_user COMMAND "${CMAKE_COMMAND}"
            -DACTION=uninstall-user "-DFILE=${name}" "-DFOLDER=${personal}"
            -P "${script}")
    endforeach()
    add_custom_target(uninstall ${uninstall} VERBATIM)
    add_custom_target(install-user ${install_user} VERBATIM)
    add_dependencies(install-user ${ARGN})
    add_custom_target(uninstall-user ${uninstall_user} VERBATIM)
endfunction()
