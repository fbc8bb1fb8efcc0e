# What `cmake --install` puts where. Component runtime: the program and the files that it reads, in the
# layout that they have here (lib/base/resources). Component development: the libraries for other programs.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(share ${CMAKE_INSTALL_DATADIR}/trygg)

set(trygg_program trygg)
if(TRYGG_WITH_MPI)
  set(trygg_program trygg_mpi)  # the same program, which mpirun can run; its name is trygg, too
endif()
install(TARGETS ${trygg_program} COMPONENT runtime)
install(FILES reports/pdf/compile.mjs reports/pdf/package.json reports/pdf/package-lock.json
  DESTINATION ${share}/reports/pdf COMPONENT runtime)
install(DIRECTORY reports/templates reports/assets DESTINATION ${share}/reports COMPONENT runtime OPTIONAL)
install(DIRECTORY profiles DESTINATION ${share} COMPONENT runtime)
install(DIRECTORY examples/mall examples/stockholm examples/skolenkat DESTINATION ${share}/examples COMPONENT runtime
  REGEX "examples/(stockholm|skolenkat)/(data|work|out|[.])" EXCLUDE)
install(DIRECTORY docs/man docs/handbok DESTINATION ${share}/docs COMPONENT runtime)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime RENAME copyright)

# Made from what the sources say: a page for man(1) of each of docs/man, the completion of the help.
file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.md)
set(made ${PROJECT_BINARY_DIR}/made)
set(made_files "")
foreach(page IN LISTS pages)
  get_filename_component(name ${page} NAME_WE)
  add_custom_command(OUTPUT ${made}/${name}.1.gz
    COMMAND ${CMAKE_COMMAND} -E make_directory ${made}
    COMMAND awk -v version=${PROJECT_VERSION} -f ${PROJECT_SOURCE_DIR}/cmake/man.awk ${page} > ${made}/${name}.1
    COMMAND gzip -9nf ${made}/${name}.1
    DEPENDS ${page} ${PROJECT_SOURCE_DIR}/cmake/man.awk VERBATIM)
  list(APPEND made_files ${made}/${name}.1.gz)
endforeach()
add_custom_command(OUTPUT ${made}/changelog.gz
  COMMAND ${CMAKE_COMMAND} -E make_directory ${made}
  COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/CHANGELOG.md > ${made}/changelog.gz
  DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md VERBATIM)
add_custom_command(OUTPUT ${made}/trygg.bash
  COMMAND ${PROJECT_SOURCE_DIR}/tools/completion.sh $<TARGET_FILE:trygg> > ${made}/trygg.bash
  DEPENDS trygg ${PROJECT_SOURCE_DIR}/tools/completion.sh VERBATIM)
add_custom_target(made_files ALL DEPENDS ${made_files} ${made}/changelog.gz ${made}/trygg.bash)
install(FILES ${made_files} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT runtime)
install(FILES ${made}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
install(FILES ${made}/trygg.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
  COMPONENT runtime RENAME trygg)

# find_package(trygg) and trygg::lib, trygg::weights, trygg::reports.
set(config ${CMAKE_INSTALL_LIBDIR}/cmake/trygg)
foreach(part lib weights reports)
  set_target_properties(trygg_${part} PROPERTIES EXPORT_NAME ${part})
  target_compile_features(trygg_${part} PUBLIC cxx_std_20)
endforeach()
install(TARGETS trygg_lib trygg_weights trygg_reports EXPORT trygg
  ARCHIVE COMPONENT development
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/trygg COMPONENT development)
install(EXPORT trygg NAMESPACE trygg:: FILE tryggTargets.cmake DESTINATION ${config} COMPONENT development)
configure_package_config_file(cmake/tryggConfig.cmake.in ${PROJECT_BINARY_DIR}/tryggConfig.cmake
  INSTALL_DESTINATION ${config})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tryggConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/tryggConfig.cmake ${PROJECT_BINARY_DIR}/tryggConfigVersion.cmake
  cmake/FindClp.cmake cmake/FindCmarkGfm.cmake cmake/FindReadStat.cmake cmake/FindXlsxWriter.cmake
  DESTINATION ${config} COMPONENT development)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libtrygg-dev COMPONENT development
  RENAME copyright)
