# langnghe_embed(TARGET NAMESPACE FILES...): a static library whose functions give the contents of the files, so that
# the program needs nothing beside itself. "config/messages.vi.toml" becomes messages_vi_toml() of the namespace,
# declared in "embedded/<TARGET>.hpp". Made anew whenever a file changes.
include_guard(GLOBAL)

function(langnghe_embed target namespace)
    set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed_file.cmake)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target})
    set(header ${folder}/embedded/${target}.hpp)
    set(declarations "")
    set(sources "")
    foreach(file ${ARGN})
        get_filename_component(path ${file} ABSOLUTE BASE_DIR ${PROJECT_SOURCE_DIR})
        get_filename_component(name ${path} NAME)
        string(MAKE_C_IDENTIFIER ${name} identifier)
        set(source ${folder}/${identifier}.cpp)
        add_custom_command(OUTPUT ${source}
            COMMAND ${CMAKE_COMMAND} -DINPUT=${path} -DOUTPUT=${source} -DIDENTIFIER=${identifier}
                -DNAMESPACE=${namespace} -DHEADER=embedded/${target}.hpp -P ${script}
            DEPENDS ${path} ${script}
            VERBATIM)
        list(APPEND sources ${source})
        string(APPEND declarations "std::string_view ${identifier}(); // ${name}\n")
    endforeach()
    file(CONFIGURE OUTPUT ${header} CONTENT
"#pragma once
// Made by scripts/cmake/embed.cmake. Contents of files, valid for ever.

#include <string_view>

namespace @namespace@ {

@declarations@
} // namespace @namespace@
" @ONLY)
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PUBLIC ${folder})
    target_compile_features(${target} PUBLIC cxx_std_20)
endfunction()
