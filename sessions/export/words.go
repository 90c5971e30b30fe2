package export

// words are the pieces of a language that a program is put together from. %s and %d are what varies.
type words struct {
	mark             string // begins a comment
	semicolon        string // ends a statement
	when             string // a condition, %s, of the block that follows
	do               string // around a try, with one of the next two
	while, over      string // the condition to go on, %s; or to end
	rounds, end      string // around the rounds of repeat, %[1]d, and %[2]d is one more; and the end of any block
	next             string // round of until
	stop             string // leaves the rounds after a failure
	sleep            string // seconds, %s
	truth, falsehood string // what is true, and what is not

	and, or, not, unequal string // operators
	literal, escape       string // of bytes, %s; and of a byte that is not printable, %d
	trigraphs             bool   // ? may begin one, and is escaped

	taken                []string // that no variable can be called
	prelude              string   // the file of its functions
	local, peer, message string   // what is behind the name of a variable, for the last addresses and the last message of its descriptor
	locally              string   // the function that asks for the local address
	gap                  string   // between functions
	bound                string   // a size that the functions need: %s, %d
	constants            spelling
	silent               bool // what is judged answers nothing but an error, where a language tells them apart

	declared declared
	control  control

	raw, device             string // addresses: of bytes, %s; the number of an interface, %s
	ints, anInt, half       string // as bytes, %s; one of them, %d; one of 2 bytes, %d, where that has a form of its own
	own, credentials        string // the number of the own process, user or group: %s is pid, uid or gid; all three, %s
	print, printableAddress string // the functions that show takes

	functions                            bool   // bytes are compared by functions, which are told how many they are
	failed, failedWith, went, zero       string // of the last call: %s is the errno; zero is that it answered no number
	whole, valueNumber, valueText, value string // what was read of a sysctl; what was read of an option
	same, nowhere                        string // of addresses: %s, %s; %s
	optionIs                             string // asks for an option, %s, %s, %s, %d, and looks at its value, %s
	pending, unsent, notsent             string // %s
	nonblock, cloexec                    string // %s
	infoNumber, counted                  string // before a field of TCP_INFO; before the name of a counter, as it was at first
	from, reference                      string // behind a message, for its sender; before one, for a function
	came                                 string // a control message: of %s, by its level %s and type %s
	notCame, cameNumber, cameWith        string // %s; %s; %s has at %d the bytes %s
	self                                 string // bytes of the number of the own process, user or group: %s is pid, uid or gid
}

// declared is how the variables of a program are declared: %[1]s is the name, and %[2]d how many there
// are of it, of a step that is repeated. Where nothing needs to be declared there is "".
type declared struct {
	one, between, line    string // descriptors: one of a line, between two, the line of %[1]s; %[2]s is as often -1
	many                  string
	kept, manyKept        string // the address that it had before it was closed
	message, manyMessages string
	received              string // the message of those that nothing looks at
	task                  string // %[1]s, made by %[2]s
}

// control is what is done with processes and threads, and with the system.
type control struct {
	otherwise          string
	flush, fork        string // what is printed is printed once
	become, pid        string // the number of the new process, %d; keeps its pid
	wait               string // %d
	kill               string // %d, %s
	sysctl, readSysctl string // %s, %s
	limit              string // %d
	none               string // what is done answers nothing
	interrupt, waited  string // a task, %s, %s
	finish, made       string // the answer of one, %s; a descriptor that it has made, %s
	last               string // waits for the last step, %d, and leaves the program of a forked process
	count              string // keeps a counter, %[1]s for the name, %[2]s for that of the kernel
	folder             string // makes one
	unlink, leave      string // files of sockets, %s, and the folder
}
