package why

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// calls are the names, as a trace has them, of the calls that the verbs make.
var calls = []engine.Syscall{
	"", "socket", "socketpair", "bind", "listen", "accept4", "connect", "sendto", "recvfrom", "read", "write", "sendmsg", "recvmsg", "writev", "readv", "shutdown", "close", "dup",
	"getsockname", "getpeername", "setsockopt", "getsockopt", "fcntl", "ioctl", "poll", "select",
	"epoll_create1", "epoll_ctl", "epoll_wait", "prlimit64", "pidfd_getfd",
	"dup3", "memfd_create", "lseek", "pipe2", "eventfd2", "timerfd_create", "timerfd_settime", "sendfile", "splice", "tee",
}

func TestCausesAreWhole(t *testing.T) {
	errnos := map[string]bool{"EOPNOTSUPP": true} // unix has ENOTSUP for the same number
	for n := unix.Errno(1); n < 200; n++ {
		errnos[unix.ErrnoName(n)] = true
	}
	type key struct{ call, errno, when string }
	seen := map[key]bool{}
	for _, c := range Causes() {
		where := string(c.Call) + " " + c.Errno + " " + c.When
		if !slices.Contains(calls, c.Call) {
			t.Errorf("%s: no verb makes such a call", where)
		}
		if c.Errno == "" || !errnos[c.Errno] {
			t.Errorf("%s: there is no such errno", where)
		}
		for what, text := range map[string]string{"why": c.Why, "remedy": c.Remedy} {
			switch {
			case !strings.HasSuffix(text, "."):
				t.Errorf("%s: its %s is not a sentence: %q", where, what, text)
			case strings.ContainsAny(text, "{}!"):
				t.Errorf("%s: its %s has a mark that does not belong there: %q", where, what, text)
			case strings.ToUpper(text[:1]) != text[:1] && !startsWithName(text):
				t.Errorf("%s: its %s begins small: %q", where, what, text)
			}
		}
		k := key{string(c.Call), c.Errno, c.When}
		if seen[k] {
			t.Errorf("%s: is there twice", where)
		}
		seen[k] = true
	}
	for k := range seen {
		if !seen[key{k.call, k.errno, ""}] && !seen[key{string(sameAs(engine.Syscall(k.call))), k.errno, ""}] && !seen[key{"", k.errno, ""}] {
			t.Errorf("%s %s: has no cause for the usual case", k.call, k.errno)
		}
	}
}

// startsWithName reports whether a text begins with the name of a call, which is not capitalized.
func startsWithName(text string) bool {
	word, _, _ := strings.Cut(text, " ")
	return slices.Contains(calls, engine.Syscall(word)) || slices.Contains([]string{"select", "accept"}, word)
}

// A missing fact leaves a sentence that still reads well.
func TestCausesReadWellWithoutFacts(t *testing.T) {
	odd := regexp.MustCompile(`(?i)\bthe (name|path|local address) (the|an?|its|another)\b|\b(the|an?|its) (the|an?|its|another)\b|\bclose another socket|port of the address`)
	for _, c := range Causes() {
		for _, text := range []string{c.Why, c.Remedy} {
			if found := odd.FindString(text); found != "" {
				t.Errorf("%s %s %s: %q in %q", c.Call, c.Errno, c.When, found, text)
			}
		}
	}
}

// A socket of an unknown process is capitalized at the start of a sentence, is not to be closed by name, and
// comes with advice on how to identify it.
func TestForeignSockets(t *testing.T) {
	if got := (nameOwner{who: someProcess, foreign: true}); got.begins() != "A socket of another process" || got.away() != "End the program that has it" {
		t.Error(got.begins(), got.away())
	}
	if got := (nameOwner{who: "a"}); got.begins() != "a" || got.away() != "Close a" {
		t.Error(got.begins(), got.away())
	}
	unknown := rival{Holder: status.Holder{Inode: 7, Local: "127.0.0.1:80"}}
	if got := unknown.identify(); !strings.HasPrefix(got, "netnet-tui why port 80 names it") {
		t.Error(got)
	}
	unknown.Owners = []status.Owner{{Name: "x", PID: 1}}
	if got := unknown.identify(); got != "" {
		t.Error(got)
	}
}

// An entry after one without a condition can never be reached.
func TestUsualCauseComesLast(t *testing.T) {
	ended := map[string]bool{}
	for _, e := range entries() {
		k := string(e.call) + " " + e.errno
		if ended[k] {
			t.Errorf("%s when %s: stands behind the usual cause", k, e.when)
		}
		ended[k] = ended[k] || e.when == always
	}
}

func TestFillLeavesNoBraces(t *testing.T) {
	for _, e := range entries() {
		for _, text := range []string{e.why, e.remedy} {
			for rest := text; ; {
				_, after, ok := strings.Cut(rest, "{")
				if !ok {
					break
				}
				name, tail, ok := strings.Cut(after, "}")
				if !ok || word(name) == "" && name != "queue" {
					t.Errorf("%s %s: nothing is known for {%s in %q", e.call, e.errno, name, text)
				}
				rest = tail
			}
		}
	}
	if got := fill("{s} is at {to}. {s} stays.", map[string]string{"to": "[::1]:80"}); got != "The socket is at [::1]:80. The socket stays." {
		t.Error(got)
	}
}

// reachable lists the answers, measured on Linux 6.18, that a verb can get.
const reachable = `
socket EAFNOSUPPORT EINVAL EPROTONOSUPPORT ESOCKTNOSUPPORT EPERM ENODEV EMFILE ENFILE
socketpair EOPNOTSUPP EMFILE
bind EINVAL EADDRINUSE EADDRNOTAVAIL EACCES EAFNOSUPPORT ENOENT ENOTSOCK EBADF
listen EOPNOTSUPP EINVAL EADDRINUSE EBADF
accept4 ENOTSOCK EINVAL EOPNOTSUPP EAGAIN EMFILE EBADF EINTR
connect ECONNREFUSED EISCONN EINPROGRESS EALREADY ENETUNREACH EACCES EAFNOSUPPORT EINVAL ENOENT EPROTOTYPE ETIMEDOUT EHOSTUNREACH EAGAIN EADDRNOTAVAIL
sendto ENETDOWN EHOSTDOWN ENONET EPROTO EFAULT EPIPE EDESTADDRREQ EINVAL EMSGSIZE EACCES EOPNOTSUPP ECONNREFUSED ENOTCONN EAGAIN ECONNRESET
write EPIPE EAGAIN EDESTADDRREQ
sendmsg EBADF EPERM ESRCH ETOOMANYREFS EMSGSIZE ENOBUFS EINVAL EPIPE EAGAIN ECONNREFUSED EDESTADDRREQ ENOTCONN EACCES
sendmmsg EINVAL EAGAIN EMSGSIZE EPIPE ECONNREFUSED
recvmsg EAGAIN EINVAL EMSGSIZE ENOTCONN ECONNREFUSED ECONNRESET EINTR
recvmmsg EAGAIN ENOTCONN
writev EPIPE EAGAIN EINVAL
readv EAGAIN EINVAL ENOTCONN
recvfrom ENETDOWN EHOSTDOWN ENONET EPROTO ENOBUFS ENOTCONN EAGAIN EINVAL ECONNRESET ECONNREFUSED EINTR
read ENOTCONN EAGAIN ECONNRESET EBADF
shutdown EINVAL ENOTCONN
close EBADF
dup EBADF EMFILE
getsockname EINVAL EBADF ENOTSOCK
getpeername ENOTCONN
setsockopt EINVAL ENOPROTOOPT EOPNOTSUPP ENOENT EPERM EACCES ENODEV EDOM EPROTO EADDRINUSE EADDRNOTAVAIL EFAULT
getsockopt EOPNOTSUPP ENOPROTOOPT ENOTCONN EINVAL ENOTSOCK EBADF ENOENT
fcntl EBADF EINVAL ESRCH ESPIPE
ioctl EINVAL ENOTTY
poll EINTR EINVAL
select EBADF EINTR
epoll_create1 EMFILE EINVAL
epoll_ctl EEXIST ENOENT EBADF EPERM EINVAL ELOOP
epoll_wait EINVAL EINTR
prlimit64 EPERM EINVAL
`

func TestErrnoKnowsWhatVerbsCanMeet(t *testing.T) {
	for line := range strings.Lines(strings.TrimSpace(reachable)) {
		words := strings.Fields(line)
		for _, errno := range words[1:] {
			if _, ok := Errno(engine.Syscall(words[0]), errno); !ok {
				t.Errorf("%s %s: nothing is known", words[0], errno)
			}
		}
	}
	if _, ok := Errno("bind", "EUCLEAN"); ok {
		t.Error("bind EUCLEAN: something is known")
	}
	for _, pair := range [][2]string{{"recv", "EWOULDBLOCK"}, {"read", "EAGAIN"}, {"recvfrom", "EAGAIN"}} {
		if c, _ := Errno(engine.Syscall(pair[0]), pair[1]); !strings.Contains(c.Why, "receive queue") {
			t.Errorf("%v: %s", pair, c.Why)
		}
	}
}
