# SPDX-License-Identifier: GPL-2.0-or-later
include(LyncInstall)

# lync_module(NAME): the loadable module NAME, of plugin.c in the current folder
# and the archive NAME-epan. In the build folder it is put where Wireshark
# expects it in a plugin folder, so that it can be tried without being
# installed.
function(lync_module name)
    add_library(${name} MODULE plugin.c)
    lync_compile_options(${name})
    set(version "${Wireshark_MAJOR_VERSION}.${Wireshark_MINOR_VERSION}")
    set_target_properties(${name} PROPERTIES
        PREFIX ""
        LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/plugin/${version}/epan")
    target_compile_definitions(${name} PRIVATE
        LYNC_VERSION="${PROJECT_VERSION}" WS_BUILD_DLL)
    if(LYNC_SANITIZE) # leaks are named when Wireshark has unloaded the module
        target_link_options(${name} PRIVATE -Wl,-z,nodelete)
    endif()
    target_link_libraries(${name} PRIVATE ${name}-epan
        $<$<PLATFORM_ID:Windows>:ws2_32>)
endfunction()
