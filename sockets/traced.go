package sockets

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Traced makes its Kernel's calls and reports each one as a [Call], with its values and their text.
type Traced struct {
	Kernel Kernel
	// FD returns the name of a descriptor; if nil, descriptors print as numbers.
	FD func(fd int) string
	// Option formats the level, name and value of an option that is set or read; if nil, they print as numbers.
	Option func(setting bool, level, option int, value []byte) (string, string, string)
	// Control formats the level, type and data of a control message; if nil, they print as numbers.
	Control func(fd func(int) string, c ControlMessage) string
	// Report gets every call after it has returned, on the goroutine that made it.
	Report func(Call)
}

var _ Kernel = Traced{}

// shown is how many bytes of data a traced call shows.
const shown = 64

func (t Traced) fd(fd int) string {
	if t.FD == nil {
		return strconv.Itoa(fd)
	}
	return t.FD(fd)
}

// descriptor returns a descriptor with its name.
func (t Traced) descriptor(fd int) Descriptor { return Descriptor{fd, t.fd(fd)} }

func (t Traced) option(setting bool, level, option int, value []byte) (string, string, string) {
	if t.Option == nil {
		return strconv.Itoa(level), strconv.Itoa(option), fmt.Sprintf("hex:%x", value)
	}
	return t.Option(setting, level, option, value)
}

// answer is the result of a call.
type answer struct {
	ret  int
	err  error
	note string // the meaning of the result
}

// report reports a call that began at start.
func (t Traced) report(start time.Time, a answer, name Syscall, v Values, args ...string) {
	took := time.Since(start)
	if a.err != nil {
		a.ret, a.note = -1, ""
	}
	t.Report(Call{Name: name, Args: args, Ret: int64(a.ret), Errno: ErrnoName(Errno(a.err)), NS: took.Nanoseconds(), Note: a.note, Values: v})
}

// data prints bytes sent or received, truncated if there are many.
func data(p []byte) string {
	if len(p) <= shown {
		return Quote(p)
	}
	return Quote(p[:shown]) + "..."
}

// somewhere stands for a pointer to memory that the kernel has not filled in.
const somewhere = "0x…"

// lengths prints a length that the kernel reads and writes: [112 => 16], or [4] if it is unchanged.
func lengths(in, out int) string {
	if in == out {
		return fmt.Sprintf("[%d]", in)
	}
	return fmt.Sprintf("[%d => %d]", in, out)
}

// named prints an address that the kernel was to fill in, and its length.
func named(a Addr, err error, told ...int) (addr, size string) {
	given := length(unix.SizeofSockaddrAny, told)
	switch {
	case err != nil:
		return somewhere, lengths(given, given)
	case a.IsZero() && a.Told == nil: // recvfrom(2) on a stream, or from a sender without a name
		return somewhere, lengths(given, 0)
	case a.IsZero(): // there was no room for its family
		return somewhere, lengths(given, *a.Told)
	}
	size = lengths(given, a.Length())
	a.Told = nil // print the address as filled in
	return brief(a), size
}

// received prints the buffer of a call that was to fill it in.
func received(p []byte, n int, err error) string {
	if err != nil {
		return somewhere
	}
	return data(p[:min(n, len(p))]) // with MSG_TRUNC, n may exceed the buffer
}

// Brief prints an address as this project's traces do.
func Brief(a Addr) string { return brief(a) }

// brief prints an address as this project's traces do: {AF_INET, 127.0.0.1:80}. An address with another length is
// printed up to that length; strace(1) prints as much as its structure covers.
func brief(a Addr) string {
	if a.Told != nil {
		n := min(*a.Told, mostAddr)
		if a.Family == unix.AF_UNIX {
			n = min(n, unix.SizeofSockaddrUnix)
		}
		a.Told = &n
		if _, ok := a.Read(); !ok {
			return somewhere
		}
		raw := a.Raw()
		if a = DecodeAddr(raw); a.Unnamed() && len(raw) > familySize { // an abstract name of which nothing is left
			return `{AF_UNIX, "@"}`
		}
	}
	if a.IsZero() {
		return "{AF_UNSPEC}"
	}
	if a.other() {
		return "{" + strings.Join(a.fields(DeviceName), ", ") + "}"
	}
	if a.Unnamed() {
		return "{AF_UNIX}"
	}
	text := a.String()
	if a.Family == unix.AF_UNIX {
		text = Quote([]byte(text[len("unix:"):]))
	}
	return "{" + Domains.Format(a.Family) + ", " + text + "}"
}

// Socket wraps socket(2).
func (t Traced) Socket(domain, typ, protocol int) (int, error) {
	start := time.Now()
	fd, err := t.Kernel.Socket(domain, typ, protocol)
	t.report(start, answer{ret: fd, err: err}, SysSocket, made(domain, typ, protocol), Domains.Format(domain), formatType(typ), ProtocolsOf(domain).Format(protocol))
	return fd, err
}

// typeFlags are the flags that socket(2) takes in its type.
const typeFlags = unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC

// made returns the values of a call that makes sockets.
func made(domain, typ, protocol int) Values {
	return Values{Domain: domain, Type: typ &^ typeFlags, Flags: typ & typeFlags, Protocol: protocol}
}

func formatType(typ int) string {
	flags := typ & typeFlags
	text := Types.Format(typ &^ flags)
	if flags != 0 {
		text += "|" + SocketFlags.Format(flags)
	}
	return text
}

// Socketpair wraps socketpair(2).
func (t Traced) Socketpair(domain, typ, protocol int) ([2]int, error) {
	start := time.Now()
	pair, err := t.Kernel.Socketpair(domain, typ, protocol)
	args := []string{Domains.Format(domain), formatType(typ), ProtocolsOf(domain).Format(protocol), somewhere}
	values := made(domain, typ, protocol)
	if err == nil {
		values.Pair = pair[:]
		args[3] = fmt.Sprintf("[%d, %d]", pair[0], pair[1])
	}
	t.report(start, answer{err: err}, SysSocketpair, values, args...)
	return pair, err
}

// Bind wraps bind(2).
func (t Traced) Bind(fd int, addr Addr) error {
	start := time.Now()
	err := t.Kernel.Bind(fd, addr)
	of := t.descriptor(fd)
	t.report(start, answer{err: err}, SysBind, Values{FD: of, Addr: addr}, of.Name, brief(addr), strconv.Itoa(addr.Length()))
	return err
}

// Listen wraps listen(2).
func (t Traced) Listen(fd, backlog int) error {
	start := time.Now()
	err := t.Kernel.Listen(fd, backlog)
	of := t.descriptor(fd)
	t.report(start, answer{err: err}, SysListen, Values{FD: of, Count: backlog}, of.Name, strconv.Itoa(backlog))
	return err
}

// Connect wraps connect(2).
func (t Traced) Connect(fd int, addr Addr) error {
	start := time.Now()
	err := t.Kernel.Connect(fd, addr)
	of := t.descriptor(fd)
	t.report(start, answer{err: err}, SysConnect, Values{FD: of, Addr: addr}, of.Name, brief(addr), strconv.Itoa(addr.Length()))
	return err
}

// Accept4 wraps accept4(2) with a NULL address and length.
func (t Traced) Accept4(fd, flags int) (int, error) {
	start := time.Now()
	conn, err := t.Kernel.Accept4(fd, flags)
	of := t.descriptor(fd)
	t.report(start, answer{ret: conn, err: err}, SysAccept4, Values{FD: of, Flags: flags}, of.Name, "NULL", "NULL", SocketFlags.Format(flags))
	return conn, err
}

// Accept4From wraps accept4(2) with an address.
func (t Traced) Accept4From(fd, flags int, told ...int) (int, Addr, error) {
	start := time.Now()
	conn, from, err := t.Kernel.Accept4From(fd, flags, told...)
	of := t.descriptor(fd)
	name, size := named(from, err, told...)
	t.report(start, answer{ret: conn, err: err}, SysAccept4, Values{FD: of, Flags: flags, Addr: from, Told: toldLength(told)}, of.Name, name, size, SocketFlags.Format(flags))
	return conn, from, err
}

// Accept wraps accept(2) with a NULL address and length.
func (t Traced) Accept(fd int) (int, error) {
	start := time.Now()
	conn, err := t.Kernel.Accept(fd)
	of := t.descriptor(fd)
	t.report(start, answer{ret: conn, err: err}, SysAccept, Values{FD: of}, of.Name, "NULL", "NULL")
	return conn, err
}

// AcceptFrom wraps accept(2) with an address.
func (t Traced) AcceptFrom(fd int, told ...int) (int, Addr, error) {
	start := time.Now()
	conn, from, err := t.Kernel.AcceptFrom(fd, told...)
	of := t.descriptor(fd)
	name, size := named(from, err, told...)
	t.report(start, answer{ret: conn, err: err}, SysAccept, Values{FD: of, Addr: from, Told: toldLength(told)}, of.Name, name, size)
	return conn, from, err
}

// Shutdown wraps shutdown(2).
func (t Traced) Shutdown(fd, how int) error {
	start := time.Now()
	err := t.Kernel.Shutdown(fd, how)
	of := t.descriptor(fd)
	t.report(start, answer{err: err}, SysShutdown, Values{FD: of, Op: how}, of.Name, Hows.Format(how))
	return err
}

// Close wraps close(2).
func (t Traced) Close(fd int) error {
	start := time.Now()
	err := t.Kernel.Close(fd)
	of := t.descriptor(fd)
	t.report(start, answer{err: err}, SysClose, Values{FD: of}, of.Name)
	return err
}

// Dup wraps dup(2).
func (t Traced) Dup(fd int) (int, error) {
	start := time.Now()
	copied, err := t.Kernel.Dup(fd)
	of := t.descriptor(fd)
	t.report(start, answer{ret: copied, err: err}, SysDup, Values{FD: of}, of.Name)
	return copied, err
}

// SetNofile wraps prlimit64(2).
func (t Traced) SetNofile(limit uint64) error {
	start := time.Now()
	err := t.Kernel.SetNofile(limit)
	t.report(start, answer{err: err}, SysPrlimit64, Values{Number: int64(limit)}, "0", "RLIMIT_NOFILE", fmt.Sprintf("{rlim_cur=%d}", limit), "NULL")
	return err
}
