// Package ffi writes programs in languages that call the C library directly: for LuaJIT with its ffi,
// [Lua], and for Python with ctypes, [Python]. The two programs differ only in spelling.
//
//	language.go           what both share
//	call.go               the calls
//	lua.go, python.go     their words; lua_file.go, python_file.go the whole file
package ffi
