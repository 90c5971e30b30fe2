// Package ffi writes programs in languages that call the functions of the C library as they are: for
// LuaJIT with its ffi, [Lua], and for Python with ctypes, [Python]. Their programs are one text in two spellings.
//
//	language.go           what both do alike
//	call.go               the calls
//	lua.go, python.go     their words; lua_file.go, python_file.go the whole file
package ffi
