package code

// Words are the pieces of a language that a program is put together from. %s and %d stand for the parts that vary.
type Words struct {
	Mark             string // starts a comment
	Semicolon        string // ends a statement
	When             string // starts a block that runs if %s
	Do               string // starts a loop that ends with While or Over
	While, Over      string // the condition to continue, %s; or to stop
	Rounds, End      string // starts the loop of repeat: %[1]d rounds, %[2]d is one more; and the end of any block
	Next             string // increments the round of until
	Stop             string // leaves the loop of repeat after a failure
	Sleep            string // sleeps %s seconds
	Truth, Falsehood string // the literals true and false

	And, Or, Not, Unequal string // operators
	Literal, Escape       string // a literal of bytes, %s; an unprintable byte in it, %d
	Trigraphs             bool   // ?? may start a trigraph, so the second ? is escaped

	Camel                bool     // a name of several words is written as one
	Taken                []string // names that no variable can have
	Prelude              *Prelude // the functions
	Local, Peer, Message string   // suffixes of the variables for a descriptor's last addresses and last message
	Locally              string   // the function that returns the local address
	Gap                  string   // between functions
	Bound                string   // declares a size that the functions need: %s, %d
	Constants            Spelling
	Silent               bool // the statement has no result but an error, in languages that separate the two

	Declared Declared
	Control  Control

	Raw, Device             string // an address from bytes, %s; the number of the interface %s
	Ints, AnInt, Half       string // bytes of ints, %s; of one int, %d; of a 2-byte number, %d, or ""
	Own, Credentials        string // the program's own %s: pid, uid or gid; a struct ucred of the three numbers %s
	Print, PrintableAddress string // the functions that show uses

	Functions                            bool   // bytes are compared by functions that take their length
	Failed, FailedWith, Went, Zero       string // conditions on the last call: %s is the errno; Zero is success
	Whole, ValueNumber, ValueText, Value string // value of a sysctl as a number; of an option as number, text, bytes
	Same, Nowhere                        string // conditions on addresses: %s equals %s; there is no %s
	OptionIs                             string // gets an option, %s, %s, %s, %d, and checks its value, %s
	Pending, Unsent, Notsent             string // of the descriptor %s
	Nonblock, Cloexec                    string // of the descriptor %s
	InfoNumber, Counted                  string // prefixes: of a field of TCP_INFO; of a counter's initial value
	From, Reference                      string // suffix of a message for its sender; prefix to pass a message
	Came                                 string // the control message of the message %s with level %s and type %s
	NotCame, CameNumber, CameWith        string // %s did not arrive; the number in %s; %s has the bytes %s at offset %d
	Self                                 string // the bytes of the program's own %s: pid, uid or gid
}

// Declared is how the variables of a program are declared: %[1]s is the name and, for a repeated step,
// %[2]d the size of the array. A language that needs no declaration has "".
type Declared struct {
	One, Between, Line    string // descriptors: one, the separator, the line that declares %[1]s; %[2]s is -1 for each
	Many                  string
	Kept, ManyKept        string // the address of a descriptor before it was closed
	Message, ManyMessages string
	Received              string // the message for descriptors whose messages nothing examines
	Task                  string // %[1]s, for the call %[2]s
	Place                 string // the place %s of a field in struct tcp_info: offset %d, size %d, shift %d and bits %d; "" if C has the field
}

// Control is what is done with processes, threads and the system.
type Control struct {
	Otherwise          string
	Flush, Fork        string // Flush keeps the child from printing buffered output again
	Become, Pid        string // sets the number of the new process, %d; stores its pid
	Wait               string // %d
	Kill               string // %d, %s
	Sysctl, ReadSysctl string // %s, %s
	Limit              string // %d
	None               string // sets a result of success
	Interrupt, Waited  string // interrupts the task %s; waits for the task %s, up to %s seconds
	Finish, Made       string // the result of a task, %s; stores the descriptor it made, %s
	Last               string // waits until all %d steps are done, and ends the forked processes
	Count              string // saves the initial value of a counter: %[1]s in names, %[2]s the kernel's name
	Folder             string // makes the folder for sockets
	Unlink, Leave      string // removes the file of a socket, %s; and the folder
}
