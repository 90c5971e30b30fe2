package confine

import (
	"os"

	"golang.org/x/sys/unix"
)

// Limits are what the confined process may still do.
type Limits struct {
	Own      []string // folders in which Unix sockets may be made, connected to and removed
	Files    []string // folders in which that is allowed for files too
	Emptied  []string // folders below which empty folders may be removed
	Sockets  []string // folders below which Unix sockets may be made
	Settings []string // folders below which files may be written
	Outside  bool     // the process may connect to Unix sockets of processes outside
	Families []int    // of sockets, AF_INET and so on; nil allows all
	Raw      bool     // raw IP sockets may be made
}

// Thread confines the calling operating system thread and everything it starts from now on, but no other thread. So its
// goroutine locks it, starts or becomes a process, and never unlocks it. If the kernel lacks a wall, the others are
// still put up; [Walls] says which. An error is that of the call that failed.
func Thread(l Limits) error {
	// Both walls require it: a program started inside can't gain privileges.
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return os.NewSyscallError("prctl PR_SET_NO_NEW_PRIVS", err)
	}
	if version, err := version(); err == nil {
		if err := landlock(version, l); err != nil {
			return err
		}
	}
	if filters() == nil {
		return filter(program(l))
	}
	return nil
}
