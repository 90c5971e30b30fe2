package ffi

import (
	"strings"

	"netnet-tui/sessions/export/code"
)

// pythonLanguage is Python 3 with ctypes.
type pythonLanguage struct {
	foreign
}

// newPython returns the language with its words.
func newPython() *pythonLanguage {
	return &pythonLanguage{foreign{Words: code.Words{
		Mark: "#",
		When: "if %s:", Do: "while True:", Over: "    if %s:\n        break",
		Truth: "True", Falsehood: "False",
		Rounds: "for i in range(1, %[2]d):", End: "",
		Next:  "i += 1",
		Stop:  "if e:\n    break",
		Sleep: "time.sleep(%s)",
		And:   " and ", Or: " or ", Not: "not ", Unequal: "!=",
		Literal: `b"%s"`, Escape: `\x%02x`,
		Taken: pythonTaken(), Prelude: pythonPrelude, Gap: "\n\n",
		Local: "_local", Peer: "_peer", Message: "_message", Locally: "local",

		Failed:      "e != 0",
		FailedWith:  "e == %s",
		Went:        "e == 0",
		Zero:        "e == 0",
		Whole:       "whole()",
		ValueNumber: "value_number()",
		ValueText:   "value_text()",
		Value:       "value",
		Same:        "%s == %s",
		Nowhere:     "not %s",
		OptionIs:    "get_option(%s, %s, %s, %d) == 0 and %s",
		Pending:     "ask(%s, FIONREAD, 0)",
		Unsent:      "ask(%s, SIOCOUTQ, 0)",
		Notsent:     "ask(%s, SIOCOUTQNSD, 0)",
		Nonblock:    "flag_of(%s, F_GETFL, os.O_NONBLOCK)",
		Cloexec:     "flag_of(%s, F_GETFD, FD_CLOEXEC)",
		Counted:     "counted_",
		From:        ".sender",
		Came:        "came(%s, %s, %s)",
		NotCame:     "%s is None",
		CameNumber:  "came_number(%s)",
		CameWith:    "has(%s, %d, %s)",
		Self:        "ints(os.get%s())",

		Bound: "%s = %d", Constants: code.Spelling{Name: "%s", Number: "%#x", Between: " | ", Several: "%s"},
		Raw: "%s", Device: "socket.if_nametoindex(os.fsdecode(%s))",
		Ints: "ints(%s)", AnInt: "ints(%d)", Own: "os.get%s()", Credentials: "ints(%s)",
		Print: "print", PrintableAddress: "address_text",

		Declared: code.Declared{
			One: "%s", Between: " = ", Line: "%[1]s = -1",
			Many:     "%[1]s = {}",
			ManyKept: "%[1]s = {}  # before they were closed",
			Message:  "%[1]s = message()  # the last message that it received", ManyMessages: "%[1]s = collections.defaultdict(message)  # the last message that each received",
			Received: "%[1]s = message()  # the last message that any other received",
			Task:     "%s = task()  # %s",
			Place:    "%s = %d, %d, %d, %d  # offset, size, shift and bits in struct tcp_info",
		},
		Control: code.Control{
			Otherwise: "else:",
			Flush:     "sys.stdout.flush()", Fork: "answer(os.fork())",
			Become: "me = %d  # the new process continues below", Pid: "pids[%d] = r",
			Wait:   "os.waitpid(pids[%d], 0)",
			Kill:   "answer(libc.kill(pids[%d], signal.%s))",
			Sysctl: "answer(set_sysctl(%s, %s))", ReadSysctl: "answer(get_sysctl(%s))",
			Limit: "answer(limit_descriptors(%d))",
			None:  "answer(0)", Interrupt: "%s.interrupt()", Waited: "%s.waited(%s)",
			Finish: "%s.finish()", Made: "%s = r",
			Last:   "while board[0] != %d and not board[1]:  # every process stays until the last step is done\n    time.sleep(0.0002)\nif me or board[1]:\n    stop(board[1])",
			Count:  "counted_%s = counter(%s)",
			Folder: "folder = own_folder()", Unlink: "libc.unlink(%s)", Leave: "os.rmdir(folder)",
		},
	},
		library: "libc.", null: "None", on: "True", off: "False",
		list: "[%s]", tuple: "(%s)", plus: " + ", times: "%s * %d", longs: `struct.pack("=qq", %d, %d)`,
		length: "len(to)", longer: "to = to + bytes(%d)", noName: "-1 if to is None else 0",
		room: "ctypes.create_string_buffer(128), ctypes.byref(ctypes.c_uint(%s))", pair: "(ctypes.c_int * 2)(-1, -1)",
		event: "ctypes.byref(epoll_event(%s, %s))", request: "ctypes.c_ulong(%s)",
		pointer: "%s", number: "%d",
		noAnswer: "r = -1 if e else 0",
	}}
}

// pythonTaken returns the names that no variable of a Python program can have.
func pythonTaken() []string {
	return strings.Fields(`False None True and as assert async await break class continue def del elif else except finally for from global if import
in is lambda nonlocal not or pass raise return try while with yield match case type ctypes errno mmap os resource select signal socket struct sys tempfile
threading time bytes int len list max min next open print range set str sum zip dict getattr hex memoryview me pids tries r e i held source folder received
DATA_SIZE REPORTS _name _int _pointer _size m fd`)
}
