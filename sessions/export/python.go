package export

import "strings"

// pythonLanguage is Python 3, with ctypes.
type pythonLanguage struct {
	foreign
}

// newPython is the language with its words.
func newPython() *pythonLanguage {
	return &pythonLanguage{foreign{words: words{
		mark: "#",
		when: "if %s:", do: "while True:", over: "    if %s:\n        break",
		truth: "True", falsehood: "False",
		rounds: "for i in range(1, %[2]d):", end: "",
		next:  "i += 1",
		stop:  "if e:\n    break",
		sleep: "time.sleep(%s)",
		and:   " and ", or: " or ", not: "not ", unequal: "!=",
		literal: `b"%s"`, escape: `\x%02x`,
		taken: pythonTaken(), prelude: "python.py", gap: "\n\n",
		local: "_local", peer: "_peer", message: "_message", locally: "local",

		failed:      "e != 0",
		failedWith:  "e == %s",
		went:        "e == 0",
		zero:        "e == 0",
		whole:       "whole()",
		valueNumber: "value_number()",
		valueText:   "value_text()",
		value:       "value",
		same:        "%s == %s",
		nowhere:     "not %s",
		optionIs:    "get_option(%s, %s, %s, %d) == 0 and %s",
		pending:     "ask(%s, 0x541b, 0)",            // FIONREAD
		unsent:      "ask(%s, 0x5411, 0)",            // SIOCOUTQ
		notsent:     "ask(%s, 0x894b, 0)",            // SIOCOUTQNSD
		nonblock:    "flag_of(%s, 3, os.O_NONBLOCK)", // F_GETFL
		cloexec:     "flag_of(%s, 1, 1)",             // F_GETFD, FD_CLOEXEC
		counted:     "counted_",
		from:        ".sender",
		came:        "came(%s, %s, %s)",
		notCame:     "%s is None",
		cameNumber:  "came_number(%s)",
		cameWith:    "has(%s, %d, %s)",
		self:        "ints(os.get%s())",

		bound: "%s = %d", constants: spelling{name: "%s", number: "%#x", between: " | ", several: "%s"},
		raw: "%s", device: "socket.if_nametoindex(os.fsdecode(%s))",
		ints: "ints(%s)", anInt: "ints(%d)", own: "os.get%s()", credentials: "ints(%s)",
		print: "print", printableAddress: "address_text",

		declared: declared{
			one: "%s", between: " = ", line: "%[1]s = -1",
			many:     "%[1]s = {}",
			manyKept: "%[1]s = {}  # before they were closed",
			message:  "%[1]s = message()  # the last that it has received", manyMessages: "%[1]s = collections.defaultdict(message)  # the last that each has received",
			received: "%[1]s = message()  # the last that others have received",
			task:     "%s = task()  # %s",
		},
		control: control{
			otherwise: "else:",
			flush:     "sys.stdout.flush()", fork: "answer(os.fork())",
			become: "me = %d  # the new process goes on below", pid: "pids[%d] = r",
			wait:   "os.waitpid(pids[%d], 0)",
			kill:   "answer(libc.kill(pids[%d], signal.%s))",
			sysctl: "answer(set_sysctl(%s, %s))", readSysctl: "answer(get_sysctl(%s))",
			limit: "answer(limit_descriptors(%d))",
			none:  "answer(0)", interrupt: "%s.interrupt()", waited: "%s.waited(%s)",
			finish: "%s.finish()", made: "%s = r",
			last:   "while board[0] != %d and not board[1]:  # every process lives until the last step is made\n    time.sleep(0.0002)\nif me or board[1]:\n    stop(board[1])",
			count:  "counted_%s = counter(%s)",
			folder: "folder = own_folder()", unlink: "libc.unlink(%s)", leave: "os.rmdir(folder)",
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

// pythonTaken are words that no variable of a Python program can be called.
func pythonTaken() []string {
	return strings.Fields(`False None True and as assert async await break class continue def del elif else except finally for from global if import
in is lambda nonlocal not or pass raise return try while with yield match case type ctypes errno mmap os resource select signal socket struct sys tempfile
threading time bytes int len list max min next open print range set str sum zip dict getattr hex memoryview me pids tries r e i held source folder received
DATA_SIZE REPORTS _name _int _pointer _size m fd`)
}
