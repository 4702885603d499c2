# SPDX-License-Identifier: GPL-2.0-or-later
#
# lync_compile_options(TARGET): the warnings and the sanitizers that every
# target of this project is built with.
function(lync_compile_options target)
    set_target_properties(${target} PROPERTIES
        C_STANDARD 11
        C_STANDARD_REQUIRED ON
        C_EXTENSIONS OFF
        C_VISIBILITY_PRESET hidden
        POSITION_INDEPENDENT_CODE ON)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
        -Wvla -Wpointer-arith -Wwrite-strings -Wformat=2 -Wundef)
    if(LYNC_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
    if(LYNC_FUZZ) # watching each comparison would cost half of the time
        target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link
            -fno-sanitize-coverage=trace-cmp)
    endif()
    if(LYNC_SANITIZE OR LYNC_FUZZ)
        target_compile_options(${target} PRIVATE
            -fsanitize=address,undefined -fno-sanitize-recover=undefined
            -fno-omit-frame-pointer)
        target_link_options(${target} PRIVATE -fsanitize=address,undefined)
    endif()
endfunction()
