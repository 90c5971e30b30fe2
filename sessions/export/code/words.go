package code

// Words are the pieces of a language that a program is put together from. %s and %d are what varies.
type Words struct {
	Mark             string // begins a comment
	Semicolon        string // ends a statement
	When             string // a condition, %s, of the block that follows
	Do               string // around a try, with one of the next two
	While, Over      string // the condition to go on, %s; or to end
	Rounds, End      string // around the rounds of repeat, %[1]d, and %[2]d is one more; and the end of any block
	Next             string // round of until
	Stop             string // leaves the rounds after a failure
	Sleep            string // seconds, %s
	Truth, Falsehood string // what is true, and what is not

	And, Or, Not, Unequal string // operators
	Literal, Escape       string // of bytes, %s; and of a byte that is not printable, %d
	Trigraphs             bool   // ? may begin one, and is escaped

	Taken                []string // that no variable can be called
	Prelude              *Prelude // its functions
	Local, Peer, Message string   // what is behind the name of a variable, for the last addresses and the last message of its descriptor
	Locally              string   // the function that asks for the local address
	Gap                  string   // between functions
	Bound                string   // a size that the functions need: %s, %d
	Constants            Spelling
	Silent               bool // what is judged answers nothing but an error, where a language tells them apart

	Declared Declared
	Control  Control

	Raw, Device             string // addresses: of bytes, %s; the number of an interface, %s
	Ints, AnInt, Half       string // as bytes, %s; one of them, %d; one of 2 bytes, %d, where that has a form of its own
	Own, Credentials        string // the number of the own process, user or group: %s is pid, uid or gid; all three, %s
	Print, PrintableAddress string // the functions that show takes

	Functions                            bool   // bytes are compared by functions, which are told how many they are
	Failed, FailedWith, Went, Zero       string // of the last call: %s is the errno; zero is that it answered no number
	Whole, ValueNumber, ValueText, Value string // what was read of a sysctl; what was read of an option
	Same, Nowhere                        string // of addresses: %s, %s; %s
	OptionIs                             string // asks for an option, %s, %s, %s, %d, and looks at its value, %s
	Pending, Unsent, Notsent             string // %s
	Nonblock, Cloexec                    string // %s
	InfoNumber, Counted                  string // before a field of TCP_INFO; before the name of a counter, as it was at first
	From, Reference                      string // behind a message, for its sender; before one, for a function
	Came                                 string // a control message: of %s, by its level %s and type %s
	NotCame, CameNumber, CameWith        string // %s; %s; %s has at %d the bytes %s
	Self                                 string // bytes of the number of the own process, user or group: %s is pid, uid or gid
}

// Declared is how the variables of a program are declared: %[1]s is the name, and %[2]d how many there
// are of it, of a step that is repeated. Where nothing needs to be declared there is "".
type Declared struct {
	One, Between, Line    string // descriptors: one of a line, between two, the line of %[1]s; %[2]s is as often -1
	Many                  string
	Kept, ManyKept        string // the address that it had before it was closed
	Message, ManyMessages string
	Received              string // the message of those that nothing looks at
	Task                  string // %[1]s, made by %[2]s
}

// Control is what is done with processes and threads, and with the system.
type Control struct {
	Otherwise          string
	Flush, Fork        string // what is printed is printed once
	Become, Pid        string // the number of the new process, %d; keeps its pid
	Wait               string // %d
	Kill               string // %d, %s
	Sysctl, ReadSysctl string // %s, %s
	Limit              string // %d
	None               string // what is done answers nothing
	Interrupt, Waited  string // a task, %s, %s
	Finish, Made       string // the answer of one, %s; a descriptor that it has made, %s
	Last               string // waits for the last step, %d, and leaves the program of a forked process
	Count              string // keeps a counter, %[1]s for the name, %[2]s for that of the kernel
	Folder             string // makes one
	Unlink, Leave      string // files of sockets, %s, and the folder
}
