# SPDX-License-Identifier: GPL-2.0-or-later
#
# lync_install_targets(MODULE): the targets that install the module.
#
#   install         copies it to the plugin folder of the Wireshark it was built
#                   for; Wireshark sets the path, DESTDIR is put in front of it
#   uninstall       removes what `install` copied
#   install-user    copies it to the caller's personal plugin folder; refuses
#                   to run as root
#   uninstall-user  removes it from there
function(lync_install_targets module)
    install(TARGETS ${module}
        LIBRARY DESTINATION "${Wireshark_PLUGIN_INSTALL_DIR}/epan")

    set(file "$<TARGET_FILE_NAME:${module}>")
    set(script "${PROJECT_SOURCE_DIR}/cmake/LyncPluginFolder.cmake")
    add_custom_target(uninstall
        COMMAND "${CMAKE_COMMAND}" -DACTION=uninstall "-DFILE=${file}"
            "-DFOLDER=${Wireshark_PLUGIN_INSTALL_DIR}/epan" -P "${script}"
        VERBATIM)

    set(version "${Wireshark_MAJOR_VERSION}.${Wireshark_MINOR_VERSION}")
    set(personal ".local/lib/wireshark/plugins/${version}/epan")
    add_custom_target(install-user
        COMMAND "${CMAKE_COMMAND}" -DACTION=install-user
            "-DFILE=$<TARGET_FILE:${module}>" "-DFOLDER=${personal}"
            -P "${script}"
        VERBATIM)
    add_dependencies(install-user ${module})
    add_custom_target(uninstall-user
        COMMAND "${CMAKE_COMMAND}" -DACTION=uninstall-user "-DFILE=${file}"
            "-DFOLDER=${personal}" -P "${script}"
        VERBATIM)
endfunction()
