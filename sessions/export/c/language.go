package c

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

// language is C11 with the GNU C library.
type language struct {
	code.Words
	texts []string // expressions that build the repeated texts
}

// newLanguage returns the language with its words.
func newLanguage() *language {
	return &language{Words: code.Words{
		Mark:      "//",
		Semicolon: ";", When: "if (%s) {", Do: "do {", While: "} while (%s);",
		Truth: "1", Falsehood: "0",
		Rounds: "for (i = 1; i <= %[1]d; i++) {", End: "}",
		Next:  "i++;",
		Stop:  "if (r == -1)\n    break;",
		Sleep: "usleep(%s * 1e6);",
		And:   " && ", Or: " || ", Not: "!", Unequal: "!=",
		Literal: `"%s"`, Escape: `\%03o`, Trigraphs: true,
		Taken: taken(), Prelude: prelude, Gap: "\n",
		Local: "_local", Peer: "_peer", Message: "_message", Locally: "local",

		Functions:   true,
		Failed:      "r == -1",
		FailedWith:  "failed(%s)",
		Went:        "r != -1",
		Zero:        "r == 0",
		Whole:       "r != -1 && strtoll((char *)data, NULL, 10)",
		ValueNumber: "value_number()",
		ValueText:   "value_text",
		Value:       "value_is",
		Same:        "same(%s, %s)",
		Nowhere:     "%s.length == 0",
		OptionIs:    "get_option(%s, %s, %s, %d) == 0 && %s",
		Pending:     "ask(%s, FIONREAD, 0)",
		Unsent:      "ask(%s, SIOCOUTQ, 0)",
		Notsent:     "ask(%s, SIOCOUTQNSD, 0)",
		Nonblock:    "!!(fcntl(%s, F_GETFL) & O_NONBLOCK)",
		Cloexec:     "!!(fcntl(%s, F_GETFD) & FD_CLOEXEC)",
		InfoNumber:  "(long long)",
		Counted:     "counted_",
		From:        ".from",
		Reference:   "&",
		Came:        "&%s, %s, %s",
		NotCame:     "!came(%s)",
		CameNumber:  "came_number(%s)",
		CameWith:    "came_with(%s, %d, %s)",
		Self:        "&(%[1]s_t){get%[1]s()}, 4",

		Bound: "#define %s %d", Constants: code.Spelling{Name: "%s", Number: "%#x", Large: "%#x", Between: " | ", Several: "%s", Net16: "htons(%s)"},
		Raw: "address(%s)", Device: "if_nametoindex(%s)",
		Ints: "(int[]){%s}", AnInt: "&(int){%d}", Half: "&(uint16_t){%d}", Own: "get%s()", Credentials: "&(struct ucred){%s}",

		Declared: code.Declared{
			One: "%s = -1", Between: ", ", Line: "static int %[1]s;",
			Many: "static int %s[%d];",
			Kept: "static struct address %[1]s; // before it was closed", ManyKept: "static struct address %s[%d]; // before they were closed",
			Message: "static struct message %[1]s; // the last message that it received", ManyMessages: "static struct message %s[%d]; // the last message that each received",
			Received: "static struct message %[1]s; // the last message that any other received",
			Task:     "static struct task %s; // %s",
		},
		Control: code.Control{
			Otherwise: "} else {",
			Flush:     "fflush(NULL);", Fork: "r = fork();",
			Become: "me = %d; // the new process continues below", Pid: "pids[%d] = (pid_t)r;",
			Wait:   "waitpid(pids[%d], NULL, 0);",
			Kill:   "r = kill(pids[%d], %s);",
			Sysctl: "r = set_sysctl(%s, %s);", ReadSysctl: "r = get_sysctl(%s);",
			Limit: "r = limit_descriptors(%d);",
			None:  "r = 0;", Interrupt: "interrupt(&%s);", Waited: "waited(&%s, %s)",
			Finish: "r = finish(&%s);", Made: "if (r != -1)\n    %s = (int)r;",
			Last:   "while (board->turn != %d && !board->failed) // every process stays until the last step is done\n    usleep(200);\nif (me != 0 || board->failed)\n    stop(board->failed);",
			Count:  "counted_%s = counter(%s);",
			Folder: "own_folder();", Unlink: "unlink(%s);", Leave: "rmdir(folder);",
		},
	}}
}

// taken returns the names that no variable of a C program can have.
func taken() []string {
	return strings.Fields(`auto break case char const continue default do double else enum extern float for goto if inline int long register
restrict return short signed sizeof static struct switch typedef union unsigned void volatile while asm typeof linux unix main stdin stdout stderr
errno environ signal index rindex time sleep pause alarm free malloc exit abort abs labs div random rand y0 y1 yn j0 j1 jn gamma
read write open close dup dup2 dup3 pipe pipe2 socket socketpair bind listen connect accept accept4 shutdown send recv sendto recvfrom
sendmsg recvmsg sendmmsg recvmmsg writev readv poll select epoll_wait epoll_ctl epoll_create1 fcntl ioctl lseek sendfile splice tee
getsockopt setsockopt getsockname getpeername eventfd timerfd_create timerfd_settime memfd_create fork kill wait waitpid getpid getuid getgid
link unlink access sync select stat creat chdir mkdir rmdir printf puts perror fopen fclose source i held me pids board folder info optarg
optind opterr optopt clone raise remove rename times signal usleep m t self parts pair list filter program received unnamed step printf sin cos tan exp log pow ceil floor round remove system getline`)
}

// Compare returns a comparison of a call's result, which does not hold for -1.
func (l *language) Compare(n program.Number) string {
	if n.N < 0 || strings.HasPrefix(n.Op, "<") || n.Op == "!=" {
		return fmt.Sprintf("r != -1 && r %s %d", n.Op, n.N)
	}
	return fmt.Sprintf("r %s %d", n.Op, n.N)
}

// Info returns an expression for a field of TCP_INFO.
func (*language) Info(fd, name string) string { return "tcp_info_of(" + fd + ").tcpi_" + name }

// Show writes the printing of what show examines.
func (l *language) Show(w *code.Writer, look *program.Look) {
	name := code.PlainLiteral(look.Text)
	switch look.Kind {
	case program.LookAll: // address_text has a single buffer, so one printf each
		w.Line(`printf("%%s is %%s", %s, %s);`, name, w.StateOf(look))
		here, there := *look, *look
		here.Kind, there.Kind = program.LookLocal, program.LookPeer
		w.Line(`printf(" at %%s", address_text(%s));`, w.AddressOf(&here))
		w.Line(`printf(" with %%s\n", address_text(%s));`, w.AddressOf(&there))
	case program.LookState:
		w.Line(`printf("%%s is %%s\n", %s, %s);`, name, w.StateOf(look))
	case program.LookLocal, program.LookPeer, program.LookMessageFrom:
		w.Line(`printf("%%s is %%s\n", %s, address_text(%s));`, name, w.AddressOf(look))
	default:
		w.Line(`printf("%%s is %%lld\n", %s, (long long)%s);`, name, w.Number(look))
	}
}
