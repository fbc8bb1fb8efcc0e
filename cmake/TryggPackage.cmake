# `cpack -G DEB` makes two packages: trygg, to use, and libtrygg-dev, to build other programs with.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME trygg)
set(CPACK_PACKAGE_VENDOR "the trygg authors")
set(CPACK_PACKAGE_CONTACT "the trygg authors <trygg@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/package)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL runtime development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME trygg)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION science)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS ON)
# Without them no PDF is made, and that is said; everything else is.
set(CPACK_DEBIAN_RUNTIME_PACKAGE_RECOMMENDS "fonts-inter, nodejs, npm")
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "safety surveys, from microdata to the published page
Weighs the answers of a city safety survey, estimates every indicator in every
area with intervals that know the design, decides once for every figure whether
it may be published, and writes the publication as pages, tables and documents.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libtrygg-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
# The libraries are static and read the program's files: rules of release, templates.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "trygg (= ${PROJECT_VERSION}), libeigen3-dev, libfmt-dev, libssl-dev, libtomlplusplus-dev, nlohmann-json3-dev, libfast-float-dev, libreadstat-dev, coinor-libclp-dev, libcmark-gfm-dev, libcmark-gfm-extensions-dev, libsqlite3-dev, libxlsxwriter-dev")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "safety surveys: libraries for other programs
The libraries that trygg is made of, with their headers and a CMake package:
find_package(trygg), then trygg::lib, trygg::weights or trygg::reports.")
include(CPack)
