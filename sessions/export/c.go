package export

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/program"
)

// cLanguage is C as of 2011, with the GNU library.
type cLanguage struct {
	words
	texts []string // of repeated texts: what makes each
}

// newC is the language with its words.
func newC() *cLanguage {
	return &cLanguage{words: words{
		mark:      "//",
		semicolon: ";", when: "if (%s) {", do: "do {", while: "} while (%s);",
		truth: "1", falsehood: "0",
		rounds: "for (i = 1; i <= %[1]d; i++) {", end: "}",
		next:  "i++;",
		stop:  "if (r == -1)\n    break;",
		sleep: "usleep(%s * 1e6);",
		and:   " && ", or: " || ", not: "!", unequal: "!=",
		literal: `"%s"`, escape: `\%03o`, trigraphs: true,
		taken: cTaken(), prelude: "c.c", gap: "\n",
		local: "_local", peer: "_peer", message: "_message", locally: "local",

		functions:   true,
		failed:      "r == -1",
		failedWith:  "failed(%s)",
		went:        "r != -1",
		zero:        "r == 0",
		whole:       "r != -1 && strtoll((char *)data, NULL, 10)",
		valueNumber: "value_number()",
		valueText:   "value_text",
		value:       "value_is",
		same:        "same(%s, %s)",
		nowhere:     "%s.length == 0",
		optionIs:    "get_option(%s, %s, %s, %d) == 0 && %s",
		pending:     "ask(%s, FIONREAD, 0)",
		unsent:      "ask(%s, SIOCOUTQ, 0)",
		notsent:     "ask(%s, SIOCOUTQNSD, 0)",
		nonblock:    "!!(fcntl(%s, F_GETFL) & O_NONBLOCK)",
		cloexec:     "!!(fcntl(%s, F_GETFD) & FD_CLOEXEC)",
		infoNumber:  "(long long)",
		counted:     "counted_",
		from:        ".from",
		reference:   "&",
		came:        "&%s, %s, %s",
		notCame:     "!came(%s)",
		cameNumber:  "came_number(%s)",
		cameWith:    "came_with(%s, %d, %s)",
		self:        "&(%[1]s_t){get%[1]s()}, 4",

		bound: "#define %s %d", constants: spelling{name: "%s", number: "%#x", large: "%#x", between: " | ", several: "%s", net16: "htons(%s)"},
		raw: "address(%s)", device: "if_nametoindex(%s)",
		ints: "(int[]){%s}", anInt: "&(int){%d}", half: "&(uint16_t){%d}", own: "get%s()", credentials: "&(struct ucred){%s}",

		declared: declared{
			one: "%s = -1", between: ", ", line: "static int %[1]s;",
			many: "static int %s[%d];",
			kept: "static struct address %[1]s; // before it was closed", manyKept: "static struct address %s[%d]; // before they were closed",
			message: "static struct message %[1]s; // the last that it has received", manyMessages: "static struct message %s[%d]; // the last that each has received",
			received: "static struct message %[1]s; // the last that others have received",
			task:     "static struct task %s; // %s",
		},
		control: control{
			otherwise: "} else {",
			flush:     "fflush(NULL);", fork: "r = fork();",
			become: "me = %d; // the new process goes on below", pid: "pids[%d] = (pid_t)r;",
			wait:   "waitpid(pids[%d], NULL, 0);",
			kill:   "r = kill(pids[%d], %s);",
			sysctl: "r = set_sysctl(%s, %s);", readSysctl: "r = get_sysctl(%s);",
			limit: "r = limit_descriptors(%d);",
			none:  "r = 0;", interrupt: "interrupt(&%s);", waited: "waited(&%s, %s)",
			finish: "r = finish(&%s);", made: "if (r != -1)\n    %s = (int)r;",
			last:   "while (board->turn != %d && !board->failed) // every process lives until the last step is made\n    usleep(200);\nif (me != 0 || board->failed)\n    stop(board->failed);",
			count:  "counted_%s = counter(%s);",
			folder: "own_folder();", unlink: "unlink(%s);", leave: "rmdir(folder);",
		},
	}}
}

// cTaken are words that no variable of a C program can be called.
func cTaken() []string {
	return strings.Fields(`auto break case char const continue default do double else enum extern float for goto if inline int long register
restrict return short signed sizeof static struct switch typedef union unsigned void volatile while asm typeof linux unix main stdin stdout stderr
errno environ signal index rindex time sleep pause alarm free malloc exit abort abs labs div random rand y0 y1 yn j0 j1 jn gamma
read write open close dup dup2 dup3 pipe pipe2 socket socketpair bind listen connect accept accept4 shutdown send recv sendto recvfrom
sendmsg recvmsg sendmmsg recvmmsg writev readv poll select epoll_wait epoll_ctl epoll_create1 fcntl ioctl lseek sendfile splice tee
getsockopt setsockopt getsockname getpeername eventfd timerfd_create timerfd_settime memfd_create fork kill wait waitpid getpid getuid getgid
link unlink access sync select stat creat chdir mkdir rmdir printf puts perror fopen fclose source i held me pids board folder info optarg
optind opterr optopt clone raise remove rename times signal usleep m t self parts pair list filter program received unnamed step printf sin cos tan exp log pow ceil floor round remove system getline`)
}

// compare compares what a call answers. -1 is none.
func (l *cLanguage) compare(n program.Number) string {
	if n.N < 0 || strings.HasPrefix(n.Op, "<") || n.Op == "!=" {
		return fmt.Sprintf("r != -1 && r %s %d", n.Op, n.N)
	}
	return fmt.Sprintf("r %s %d", n.Op, n.N)
}

func (*cLanguage) info(fd, name string) string { return "tcp_info_of(" + fd + ").tcpi_" + name }

// show prints what show looks at.
func (l *cLanguage) show(w *code, look *program.Look) {
	name := plainLiteral(look.Text)
	switch look.Kind {
	case program.LookAll: // address_text has one buffer
		w.line(`printf("%%s is %%s", %s, %s);`, name, w.stateOf(look))
		here, there := *look, *look
		here.Kind, there.Kind = program.LookLocal, program.LookPeer
		w.line(`printf(" at %%s", address_text(%s));`, w.addressOf(&here))
		w.line(`printf(" with %%s\n", address_text(%s));`, w.addressOf(&there))
	case program.LookState:
		w.line(`printf("%%s is %%s\n", %s, %s);`, name, w.stateOf(look))
	case program.LookLocal, program.LookPeer, program.LookMessageFrom:
		w.line(`printf("%%s is %%s\n", %s, address_text(%s));`, name, w.addressOf(look))
	default:
		w.line(`printf("%%s is %%lld\n", %s, (long long)%s);`, name, w.number(look))
	}
}
