# SPDX-License-Identifier: GPL-2.0-or-later
#
# lync_install_modules(MODULE...): the targets that install the modules, and the
# profile "Lync".
#
#   install         copies the modules to the plugin folder of the Wireshark they
#                   were built for, and the profile to its global profiles;
#                   Wireshark sets the paths, DESTDIR is put in front of them
#   uninstall       removes what `install` copied
#   install-user    copies the modules to the caller's personal plugin folder,
#                   and the profile to the caller's profiles unless there is one
#                   of that name; refuses to run as root
#   uninstall-user  removes the modules from there; the profile is then the
#                   caller's own, and stays
function(lync_install_modules)
    install(TARGETS ${ARGN}
        LIBRARY DESTINATION "${Wireshark_PLUGIN_INSTALL_DIR}/epan")
    set(profiles "${Wireshark_INSTALL_PREFIX}/share/wireshark/profiles")
    lync_make_profile()
    install(DIRECTORY "${PROJECT_BINARY_DIR}/profile/Lync"
        DESTINATION "${profiles}")

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
    list(APPEND uninstall COMMAND "${CMAKE_COMMAND}" -DACTION=uninstall
        -DFILE=Lync "-DFOLDER=${profiles}" -P "${script}")
    list(APPEND install_user COMMAND "${CMAKE_COMMAND}" -DACTION=install-user
        "-DFILE=${PROJECT_BINARY_DIR}/profile/Lync"
        -DFOLDER=.config/wireshark/profiles -P "${script}")
    add_custom_target(uninstall ${uninstall} VERBATIM)
    add_custom_target(install-user ${install_user} VERBATIM)
    add_dependencies(install-user ${ARGN})
    add_custom_target(uninstall-user ${uninstall_user} VERBATIM)
endfunction()

# The profile in the build folder, with the version in it.
function(lync_make_profile)
    foreach(file preferences dfilter_buttons)
        configure_file("profile/Lync/${file}" "profile/Lync/${file}" @ONLY)
    endforeach()
    foreach(file cfilters colorfilters dfilter_macros dmacros io_graphs
            recent)
        configure_file("profile/Lync/${file}" "profile/Lync/${file}" COPYONLY)
    endforeach()
endfunction()
