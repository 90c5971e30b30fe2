package ffi

import (
	"strings"

	"netnet-tui/sessions/export/code"
)

// luaLanguage is LuaJIT with its ffi.
type luaLanguage struct {
	foreign
}

// newLua returns the language with its words.
func newLua() *luaLanguage {
	return &luaLanguage{foreign{Words: code.Words{
		Mark: "--",
		When: "if %s then", Do: "repeat", Over: "until %s",
		Truth: "true", Falsehood: "false",
		Rounds: "for i = 1, %[1]d do", End: "end",
		Next:  "i = i + 1",
		Stop:  "if e ~= 0 then break end",
		Sleep: "C.usleep(%s * 1e6)",
		And:   " and ", Or: " or ", Not: "not ", Unequal: "~=",
		Literal: `"%s"`, Escape: `\%03d`,
		Taken: luaTaken(), Prelude: luaPrelude, Gap: "\n",
		Local: "_local", Peer: "_peer", Message: "_message", Locally: "sockname",

		Failed:      "e ~= 0",
		FailedWith:  "e == %s",
		Went:        "e == 0",
		Zero:        "e == 0",
		Whole:       "whole()",
		ValueNumber: "value_number()",
		ValueText:   "value_text()",
		Value:       "value",
		Same:        "%s == %s",
		Nowhere:     `(%s or "") == ""`,
		OptionIs:    "get_option(%s, %s, %s, %d) == 0 and %s",
		Pending:     "ask(%s, C.FIONREAD, 0)",
		Unsent:      "ask(%s, C.SIOCOUTQ, 0)",
		Notsent:     "ask(%s, C.SIOCOUTQNSD, 0)",
		Nonblock:    "flag_of(%s, C.F_GETFL, C.O_NONBLOCK)",
		Cloexec:     "flag_of(%s, C.F_GETFD, C.FD_CLOEXEC)",
		Counted:     "counted_",
		From:        ".from",
		Came:        "came(%s, %s, %s)",
		NotCame:     "%s == nil",
		CameNumber:  "came_number(%s)",
		CameWith:    "has(%s, %d, %s)",
		Self:        "ints(C.get%s())",

		Bound: "local %s = %d", Constants: code.Spelling{Name: "C.%s", Number: "%d", Between: ", ", Several: "bit.bor(%s)"},
		Raw: "%s", Device: "C.if_nametoindex(%s)",
		Ints: "ints(%s)", AnInt: "ints(%d)", Own: "C.get%s()", Credentials: "ints(%s)",
		Print: "print", PrintableAddress: "address_text",

		Declared: code.Declared{
			One: "%s", Between: ", ", Line: "local %s = %s",
			Many: "local %[1]s = {}",
			Kept: "local %[1]s -- before it was closed", ManyKept: "local %[1]s = {} -- before they were closed",
			Message: "local %[1]s = {} -- the last message that it received", ManyMessages: "local %[1]s = messages() -- the last message that each received",
			Received: "local %[1]s = {} -- the last message that any other received",
			Task:     `local %s = ffi.new("struct task") -- %s`,
			Place:    "local %s = { %d, %d, %d, %d } -- offset, size, shift and bits in struct tcp_info",
		},
		Control: code.Control{
			Otherwise: "else",
			Flush:     "io.stdout:flush()", Fork: "answer(C.fork())",
			Become: "me = %d -- the new process continues below", Pid: "pids[%d] = r",
			Wait:   "C.waitpid(pids[%d], nil, 0)",
			Kill:   "answer(C.kill(pids[%d], %s))",
			Sysctl: "answer(set_sysctl(%s, %s))", ReadSysctl: "answer(get_sysctl(%s))",
			Limit: "answer(limit_descriptors(%d))",
			None:  "answer(0)", Interrupt: "interrupt(%s)", Waited: "waited(%s, %s)",
			Finish: "finish(%s)", Made: "%s = r",
			Last:   "while board[0] ~= %d and board[1] == 0 do C.usleep(200) end -- every process stays until the last step is done\nif me ~= 0 or board[1] ~= 0 then stop(board[1]) end",
			Count:  "local counted_%s = counter(%s)",
			Folder: "local folder = own_folder()", Unlink: "C.unlink(%s)", Leave: "C.rmdir(folder)",
		},
	},
		library: "C.", null: "nil", on: "true", off: "false",
		list: "{ %s }", tuple: "{ %s }", plus: " .. ", times: "(%s):rep(%d)", longs: "longs(%d, %d)",
		length: "#to", longer: `to = to .. ("\0"):rep(%d)`, noName: "to and 0 or -1",
		room: `ffi.new("uint8_t[128]"), ffi.new("unsigned[1]", %s)`, pair: `ffi.new("int[2]", -1)`,
		event: `ffi.new("struct epoll_event", { %s, %s, 0 })`, request: "%s",
		pointer: `ffi.cast("const char *", %s)`, number: `ffi.new("int", %d)`,
		noAnswer: "r = e == 0 and 0 or -1",
	}}
}

// luaTaken returns the names that no variable of a Lua program can have.
func luaTaken() []string {
	return strings.Fields(`and break do else elseif end false for function goto if in local nil not or repeat return then true until while
ffi bit jit C source declarations string table math io os print error assert type pairs ipairs tonumber tostring require select next unpack
list m pids me tries watching r e DATA_SIZE WATCHED REPORTS folder received`)
}
