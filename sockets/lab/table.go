package lab

import (
	"os"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// tableSize is how many buckets a lab's table of TCP connections has. The kernel walks through all
// of them where sock_diag(7) lists connections, and those of the machine's table are a hundred times
// as many as a lab has connections.
const tableSize = 16 << 10

// OwnTable moves the calling thread, which stays locked, to a network namespace like the one it is
// in, but with a table of TCP connections of its own (Linux's ip-sysctl.rst,
// tcp_child_ehash_entries). If that fails, it shares the machine's, and is only slower.
func OwnTable() {
	runtime.LockOSThread()
	const folder = Settings + "/ipv4/"
	// What the kernel would make smaller with the table.
	kept := map[string][]byte{"tcp_max_tw_buckets": nil, "tcp_max_syn_backlog": nil}
	for name := range kept {
		kept[name], _ = os.ReadFile(folder + name)
	}
	size := []byte(strconv.Itoa(tableSize))
	if os.WriteFile(folder+"tcp_child_ehash_entries", size, 0) != nil || unix.Unshare(unix.CLONE_NEWNET) != nil {
		return
	}
	for name, value := range kept {
		_ = os.WriteFile(folder+name, value, 0)
	}
}
