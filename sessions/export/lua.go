package export

import "strings"

// luaLanguage is LuaJIT, with its ffi.
type luaLanguage struct {
	foreign
}

// newLua is the language with its words.
func newLua() *luaLanguage {
	return &luaLanguage{foreign{words: words{
		mark: "--",
		when: "if %s then", do: "repeat", over: "until %s",
		truth: "true", falsehood: "false",
		rounds: "for i = 1, %[1]d do", end: "end",
		next:  "i = i + 1",
		stop:  "if e ~= 0 then break end",
		sleep: "C.usleep(%s * 1e6)",
		and:   " and ", or: " or ", not: "not ", unequal: "~=",
		literal: `"%s"`, escape: `\%03d`,
		taken: luaTaken(), prelude: "lua.lua", gap: "\n",
		local: "_local", peer: "_peer", message: "_message", locally: "locally",

		failed:      "e ~= 0",
		failedWith:  "e == %s",
		went:        "e == 0",
		zero:        "e == 0",
		whole:       "whole()",
		valueNumber: "value_number()",
		valueText:   "value_text()",
		value:       "value",
		same:        "%s == %s",
		nowhere:     `(%s or "") == ""`,
		optionIs:    "get_option(%s, %s, %s, %d) == 0 and %s",
		pending:     "ask(%s, 0x541b, 0)",    // FIONREAD
		unsent:      "ask(%s, 0x5411, 0)",    // SIOCOUTQ
		notsent:     "ask(%s, 0x894b, 0)",    // SIOCOUTQNSD
		nonblock:    "flag_of(%s, 3, 0x800)", // F_GETFL, O_NONBLOCK
		cloexec:     "flag_of(%s, 1, 1)",     // F_GETFD, FD_CLOEXEC
		counted:     "counted_",
		from:        ".from",
		came:        "came(%s, %s, %s)",
		notCame:     "%s == nil",
		cameNumber:  "came_number(%s)",
		cameWith:    "has(%s, %d, %s)",
		self:        "ints(C.get%s())",

		bound: "local %s = %d", constants: spelling{name: "C.%s", number: "%d", between: ", ", several: "bit.bor(%s)"},
		raw: "%s", device: "C.if_nametoindex(%s)",
		ints: "ints(%s)", anInt: "ints(%d)", own: "C.get%s()", credentials: "ints(%s)",
		print: "print", printableAddress: "address_text",

		declared: declared{
			one: "%s", between: ", ", line: "local %s = %s",
			many: "local %[1]s = {}",
			kept: "local %[1]s -- before it was closed", manyKept: "local %[1]s = {} -- before they were closed",
			message: "local %[1]s = {} -- the last that it has received", manyMessages: "local %[1]s = messages() -- the last that each has received",
			received: "local %[1]s = {} -- the last that others have received",
			task:     `local %s = ffi.new("struct task") -- %s`,
		},
		control: control{
			otherwise: "else",
			flush:     "io.stdout:flush()", fork: "answer(C.fork())",
			become: "me = %d -- the new process goes on below", pid: "pids[%d] = r",
			wait:   "C.waitpid(pids[%d], nil, 0)",
			kill:   "answer(C.kill(pids[%d], %s))",
			sysctl: "answer(set_sysctl(%s, %s))", readSysctl: "answer(get_sysctl(%s))",
			limit: "answer(limit_descriptors(%d))",
			none:  "answer(0)", interrupt: "interrupt(%s)", waited: "waited(%s, %s)",
			finish: "finish(%s)", made: "%s = r",
			last:   "while board[0] ~= %d and board[1] == 0 do C.usleep(200) end -- every process lives until the last step is made\nif me ~= 0 or board[1] ~= 0 then stop(board[1]) end",
			count:  "local counted_%s = counter(%s)",
			folder: "local folder = own_folder()", unlink: "C.unlink(%s)", leave: "C.rmdir(folder)",
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

// luaTaken are words that no variable of a Lua program can be called.
func luaTaken() []string {
	return strings.Fields(`and break do else elseif end false for function goto if in local nil not or repeat return then true until while
ffi bit jit C source declarations string table math io os print error assert type pairs ipairs tonumber tostring require select next unpack
list m pids me tries watching r e DATA_SIZE WATCHED REPORTS folder received`)
}
