# cmark-gfm 0.29 of Debian 12 has no CMake files, and a .pc file for one of its two libraries only.
# Defines CmarkGfm::CmarkGfm.
find_path(CmarkGfm_INCLUDE_DIR cmark-gfm-core-extensions.h)
find_library(CmarkGfm_LIBRARY cmark-gfm)
find_library(CmarkGfmExtensions_LIBRARY cmark-gfm-extensions)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CmarkGfm DEFAULT_MSG CmarkGfm_LIBRARY CmarkGfmExtensions_LIBRARY
  CmarkGfm_INCLUDE_DIR)
if(CmarkGfm_FOUND AND NOT TARGET CmarkGfm::CmarkGfm)
  add_library(CmarkGfm::CmarkGfm UNKNOWN IMPORTED)
  set_target_properties(CmarkGfm::CmarkGfm PROPERTIES IMPORTED_LOCATION ${CmarkGfmExtensions_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${CmarkGfm_INCLUDE_DIR}
    INTERFACE_LINK_LIBRARIES ${CmarkGfm_LIBRARY})
endif()
