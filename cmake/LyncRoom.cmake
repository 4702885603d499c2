# SPDX-License-Identifier: GPL-2.0-or-later
#
# lync_room(NAME [FOLDER FOLDER] USES ROOM... FILES FILE...): one room of the
# source, which is the folder NAME below the current one unless FOLDER names
# another, as an OBJECT library lync-NAME.
#
#   USES   the rooms whose headers its files may include, directly or through
#          other rooms. Each must be declared earlier, so that no circle can
#          arise.
#   FILES  its sources, without the .c
#
# Headers of all other rooms are not on the include path: a file that includes
# one does not compile.
function(lync_room name)
    cmake_parse_arguments(ROOM "" "FOLDER" "FILES;USES" ${ARGN})
    if(ROOM_UNPARSED_ARGUMENTS OR NOT ROOM_FILES)
        message(FATAL_ERROR "lync_room(${name}): wrong arguments")
    endif()
    if(NOT ROOM_FOLDER)
        set(ROOM_FOLDER "${name}")
    endif()
    list(TRANSFORM ROOM_FILES REPLACE "(.+)" "${ROOM_FOLDER}/\\1.c")
    add_library(lync-${name} OBJECT ${ROOM_FILES})
    lync_compile_options(lync-${name})
    target_include_directories(lync-${name} PUBLIC
        "${CMAKE_CURRENT_SOURCE_DIR}/${ROOM_FOLDER}")
    target_link_libraries(lync-${name} PUBLIC PkgConfig::GLIB)
    foreach(used IN LISTS ROOM_USES)
        if(NOT TARGET lync-${used})
            message(FATAL_ERROR
                "lync_room(${name}): uses ${used}, which is not declared yet")
        endif()
        target_link_libraries(lync-${name} PUBLIC lync-${used})
    endforeach()
endfunction()
