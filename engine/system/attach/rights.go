package attach

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine/observe"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Refused is the error if the kernel refused to show or copy what another process has.
type Refused struct {
	Call  string // such as pidfd_getfd
	Errno unix.Errno
	Why   string // what is missing, and how to get it
}

func (r *Refused) Error() string {
	return fmt.Sprintf("%s answers %s: %s", r.Call, sockets.ErrnoName(r.Errno), r.Why)
}

// Unwrap returns the errno.
func (r *Refused) Unwrap() error { return r.Errno }

// refusedToOpen says why a process could not be opened.
func refusedToOpen(pid int, err error) error {
	r := &Refused{Call: "pidfd_open", Errno: sockets.Errno(err)}
	switch r.Errno {
	case unix.ESRCH:
		r.Why = fmt.Sprintf("there is no process %d", pid)
	case unix.EINVAL, unix.ENOENT:
		r.Why = fmt.Sprintf("%d is not a process", pid)
		if of := statusOf(strconv.Itoa(pid)).number("Tgid"); of != 0 && of != pid {
			r.Why = fmt.Sprintf("%d is a thread of process %d: write %d", pid, of, of)
		}
	case unix.ENOSYS, unix.EPERM:
		r.Why = forbidden("pidfd_open", r.Errno, "5.3")
	default:
		r.Why = sockets.ErrnoText(r.Errno)
	}
	return r
}

// refusedToLook says why the descriptors of a process can't be listed.
func (p *Process) refusedToLook(call string, err error) error {
	r := &Refused{Call: call, Errno: sockets.Errno(err)}
	switch {
	case !p.process.Runs() || r.Errno == unix.ESRCH:
		r.Why = fmt.Sprintf("process %d has ended", p.PID)
	case r.Errno == unix.ENOENT:
		r.Why = fmt.Sprintf("/proc does not show process %d: it hides the processes of other users (hidepid, proc(5)), or it is not that of this PID namespace", p.PID)
	default:
		r.Why = p.unlike()
	}
	return r
}

// refusedToCopy says why a descriptor can't be copied.
func (p *Process) refusedToCopy(fd int, errno unix.Errno) error {
	r := &Refused{Call: "pidfd_getfd", Errno: errno}
	switch errno {
	case unix.EBADF:
		return &Gone{p.PID, fd, "it has closed it"}
	case unix.ESRCH:
		r.Why = fmt.Sprintf("process %d has ended", p.PID)
	case unix.EMFILE, unix.ENFILE:
		r.Why = "this process has no descriptor left: raise its limit (ulimit -n)"
	case unix.ENOSYS, unix.EPERM:
		if r.Why = p.filtered(errno); r.Why == "" {
			r.Why = p.unlike()
		}
	default:
		r.Why = sockets.ErrnoText(errno)
	}
	return r
}

// filtered says why this process may not copy its own descriptors, which needs no rights; "" if it may.
func (p *Process) filtered(errno unix.Errno) string {
	self, err := sockets.OpenProcess(unix.Getpid())
	if err != nil {
		return ""
	}
	defer self.Close()
	// A descriptor with this number need not exist: EBADF comes after the filter.
	const none = 1 << 20
	if copied, err := self.Copy(none); err == nil {
		_ = unix.Close(copied)
	} else if answer := sockets.Errno(err); answer == errno {
		return forbidden("pidfd_getfd", errno, "5.6")
	}
	return ""
}

// forbidden says why a call is not allowed here at all.
func forbidden(call string, errno unix.Errno, since string) string {
	if errno == unix.ENOSYS && statusOf("self").number("Seccomp") == 0 {
		return "this kernel does not have it: Linux " + since + " does"
	}
	return fmt.Sprintf("a seccomp filter forbids %s here, as containers have one: start the container with --cap-add SYS_PTRACE, or with a seccomp profile that allows it", call)
}

// unlike says how this process and the other fail the conditions of ptrace(2) ("Ptrace access mode checking"), which
// apply to pidfd_getfd(2).
func (p *Process) unlike() string {
	own, other := statusOf("self"), statusOf(strconv.Itoa(p.PID))
	scope, _ := observe.ReadSysctl("kernel.yama.ptrace_scope")
	const root = "or as root (CAP_SYS_PTRACE)"
	me, uid := own.ids("Uid"), other.ids("Uid")
	switch {
	case scope == "3":
		return "kernel.yama.ptrace_scope is 3: nobody may, until the machine is started with another value"
	case own.has("CapEff", unix.CAP_SYS_PTRACE):
		return fmt.Sprintf("this process has CAP_SYS_PTRACE, but not in the user namespace of process %d, or a security module forbids it", p.PID)
	case other == "":
		return "it belongs to another user: run as that user, " + root
	case len(me) == 0 || !uid.all(me[0]):
		return fmt.Sprintf("process %d runs as user %s and you are user %s: run as that user, %s", p.PID, uid.word(), me.word(), root)
	case !other.ids("Gid").all(own.ids("Gid")[0]):
		return fmt.Sprintf("process %d has another group than you: run with group %s, %s", p.PID, other.ids("Gid").word(), root)
	case other.capabilities("CapPrm")&^own.capabilities("CapPrm") != 0:
		return fmt.Sprintf("process %d has capabilities that you lack: run %s", p.PID, strings.TrimPrefix(root, "or "))
	case p.guarded(uid):
		return fmt.Sprintf("process %d has made itself not dumpable (prctl(2), PR_SET_DUMPABLE), or its program may not be read: run %s", p.PID, strings.TrimPrefix(root, "or "))
	case scope == "1":
		return "kernel.yama.ptrace_scope is 1, so only an ancestor of a process may: start it from here, run as root (CAP_SYS_PTRACE), or set that to 0"
	case scope == "2":
		return "kernel.yama.ptrace_scope is 2, so only root may (CAP_SYS_PTRACE)"
	}
	return "a security module forbids it, or the process is about to end: run as root (CAP_SYS_PTRACE)"
}

// guarded reports whether the process's files in /proc belong to a different user than it runs as (proc(5),
// PR_SET_DUMPABLE).
func (p *Process) guarded(uid ids) bool {
	var stat unix.Stat_t
	return unix.Stat(procFile(p.PID, "fd"), &stat) == nil && len(uid) > 1 && int(stat.Uid) != uid[1]
}

// Gone means that a descriptor is not what it was.
type Gone struct {
	PID, FD int
	Why     string
}

func (g *Gone) Error() string {
	return fmt.Sprintf("descriptor %d of process %d is not the socket that it was: %s", g.FD, g.PID, g.Why)
}

// Unwrap returns what a call on the descriptor would answer.
func (g *Gone) Unwrap() error { return unix.EBADF }

// processStatus is the contents of /proc/PID/status (proc_pid_status(5)).
type processStatus string

// statusRoom is larger than that file.
const statusRoom = 16 << 10

func statusOf(process string) processStatus {
	text, _ := observe.ReadProc("/proc/"+process+"/status", statusRoom)
	return processStatus(text)
}

func (s processStatus) field(name string) []string {
	for line := range strings.Lines(string(s)) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			return strings.Fields(value)
		}
	}
	return nil
}

func (s processStatus) number(name string) int {
	if f := s.field(name); len(f) > 0 {
		n, _ := strconv.Atoi(f[0])
		return n
	}
	return 0
}

// capabilities returns a set of capabilities as a bit mask.
func (s processStatus) capabilities(set string) uint64 {
	if f := s.field(set); len(f) > 0 {
		bits, _ := strconv.ParseUint(f[0], 16, 64)
		return bits
	}
	return 0
}

func (s processStatus) has(set string, capability int) bool {
	return s.capabilities(set)>>capability&1 != 0
}

// ids are the real, effective, saved and file system IDs of a process.
type ids []int

func (s processStatus) ids(name string) ids {
	var list ids
	for _, word := range s.field(name) {
		n, _ := strconv.Atoi(word)
		list = append(list, n)
	}
	return list
}

// all reports whether the real, effective and saved IDs all equal id.
func (i ids) all(id int) bool { return len(i) >= 3 && i[0] == id && i[1] == id && i[2] == id }

func (i ids) word() string {
	if len(i) < 2 {
		return "unknown"
	}
	return strconv.Itoa(i[1])
}
