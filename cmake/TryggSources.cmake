# trygg_sources(TARGET file...): adds files of the current folder to TARGET; headers go into its
# header set, so that `all_verify_interface_header_sets` compiles each of them alone.
function(trygg_sources target)
  foreach(file ${ARGN})
    if(file MATCHES "\\.hpp$")
      target_sources(${target} PUBLIC FILE_SET HEADERS FILES ${CMAKE_CURRENT_SOURCE_DIR}/${file})
    else()
      target_sources(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/${file})
    endif()
  endforeach()
endfunction()
