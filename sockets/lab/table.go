package lab

import (
	"os"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// tableSize is the number of buckets in a lab's table of TCP connections. The kernel scans all of them when
// sock_diag(7) lists connections, and the machine's table has a hundred times as many buckets as a lab has connections.
const tableSize = 16 << 10

// OwnTable moves the calling thread, which stays locked, to a network namespace like the current one, but with its own
// table of TCP connections (Linux's ip-sysctl.rst, tcp_child_ehash_entries). If that fails, the thread shares the
// machine's table, which is only slower.
func OwnTable() {
	runtime.LockOSThread()
	const folder = Settings + "/ipv4/"
	// These limits would shrink with the table.
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
