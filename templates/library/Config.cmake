# The imported target @prefix@::@prefix@: find_package(@prefix@ CONFIG REQUIRED PATHS <this folder's parent>/..)
get_filename_component(_@prefix@_root "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET @prefix@::@prefix@)
  add_library(@prefix@::@prefix@ STATIC IMPORTED)
  set_target_properties(@prefix@::@prefix@ PROPERTIES
    IMPORTED_LOCATION "${_@prefix@_root}/lib/lib@prefix@.a"
    INTERFACE_INCLUDE_DIRECTORIES "${_@prefix@_root}/include"
    INTERFACE_LINK_LIBRARIES "@cmake_libraries@")
endif()

unset(_@prefix@_root)
