package system

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/thread"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// networkOf returns the network namespace of a process: the target of its link is net:[4026531840].
func networkOf(process string) (Network, error) {
	text, err := readLink("/proc/" + process + "/ns/net")
	if err != nil {
		return 0, err
	}
	number, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimPrefix(text, "net:["), "]"), 10, 64)
	return Network(number), err
}

// String returns the network as /proc writes it.
func (n Network) String() string { return fmt.Sprintf("net:[%d]", uint64(n)) }

// Networks returns the networks of the visible processes, except for our own, with the lowest process ID of each.
// hidden is how many processes' networks are not visible.
func Networks() (of map[Network]int, hidden int) {
	of = map[Network]int{}
	pids := numbers("/proc")
	slices.Sort(pids)
	ours, _ := networkOf("thread-self")
	for _, pid := range pids {
		network, err := networkOf(strconv.Itoa(pid))
		switch {
		case refused(err):
			hidden++
		case err != nil || network == ours: // the process has ended, or is in ours
		case of[network] == 0:
			of[network] = pid
		}
	}
	return of, hidden
}

// Elsewhere calls each with the sockets of the networks that other processes are in. Each network is entered on a
// separate thread, which ends afterwards, and nothing of the network is kept open. A network that may not be entered is
// read from /proc/PID/net of its process, which contains less. Elsewhere reports whether there are other networks.
func Elsewhere(scope Scope, show sockets.Show, missing *Missing, each func(*Socket)) bool {
	of, hidden := Networks()
	for _, network := range slices.Sorted(maps.Keys(of)) {
		err := inside(network, of[network], func(t Tables) { t.readAll(of[network], scope, show, missing, each) })
		if err != nil {
			foreign(network, of[network], scope, each)
			missing.Add(fmt.Sprintf("the network %v can't be entered (%s), so sockets that are only bound, timers and TCP_INFO are not visible there", network, sockets.ErrnoName(cmp.Or(sockets.Errno(err), unix.EPERM))))
		}
	}
	if hidden > 0 {
		missing.Add(hiddenNetworks(hidden))
	}
	return len(of) > 0
}

// hiddenNetworks says that the networks of some processes are not visible: they belong to other users, or, for root, to
// another container.
func hiddenNetworks(n int) string {
	if n == 1 {
		return "the network of one process is not visible to you"
	}
	return fmt.Sprintf("the networks of %d processes are not visible to you", n)
}

// readAll reads the tables of a network that a process is in, but the TCP table only if it may contain a socket: the
// kernel walks the connections of the whole machine for each network.
func (t Tables) readAll(pid int, scope Scope, show sockets.Show, missing *Missing, each func(*Socket)) {
	found := 0
	t.Read(scope&^TCP, show, missing, func(s *Socket) {
		if s.Family != unix.AF_NETLINK { // the kernel has some of its own, which are not counted
			found++
		}
		each(s)
	})
	if scope&TCP != 0 && (scope != All || mayHaveTCP(pid, found)) {
		t.Read(TCP, show, missing, each)
	}
}

// mayHaveTCP reports whether there can be a TCP socket in the network of a process in which found other sockets were
// found. The kernel counts a socket that is only bound only among all sockets.
func mayHaveTCP(pid, found int) bool {
	four, ok := observe.ReadProc(processFolder(pid, "net/sockstat"), mostCounts)
	six, _ := observe.ReadProc(processFolder(pid, "net/sockstat6"), mostCounts)
	if !ok {
		return true
	}
	return count(four, "sockets:", "used") > found ||
		count(four, "TCP:", "inuse")+count(six, "TCP6:", "inuse")+count(four, "TCP:", "tw") > 0
}

// mostCounts is the buffer size for sockstat.
const mostCounts = 4096

// count returns a number in a line of /proc/net/sockstat, such as
//
//	TCP: inuse 27 orphan 0 tw 23 alloc 32 mem 3
func count(text, line, name string) int {
	for l := range strings.Lines(text) {
		fields := strings.Fields(l)
		if len(fields) == 0 || fields[0] != line {
			continue
		}
		for i := 1; i+1 < len(fields); i += 2 {
			if n, err := strconv.Atoi(fields[i+1]); err == nil && fields[i] == name {
				return n
			}
		}
	}
	return 0
}

// inside enters the network of a process, and runs a function there.
func inside(network Network, pid int, do func(Tables)) (err error) {
	side := thread.NewSide()
	defer side.Close()
	side.Do(func() {
		if err = enter(network, pid); err != nil {
			return
		}
		var t Tables
		if t, err = OpenTables(); err == nil {
			defer t.Close()
			t.pid = pid
			do(t)
		}
	})
	return err
}

// enter moves this thread into the network of a process, which must still be in it (setns(2)).
func enter(network Network, pid int) error {
	fd, err := unix.Open(processFolder(pid, "ns/net"), unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer func() { _ = unix.Close(fd) }()
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil {
		return err
	}
	if Network(stat.Ino) != network {
		return unix.ESRCH
	}
	return unix.Setns(fd, unix.CLONE_NEWNET)
}
