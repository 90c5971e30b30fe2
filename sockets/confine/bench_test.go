package confine

import (
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// BenchmarkCall measures cheap calls with and without walls.
func BenchmarkCall(b *testing.B) {
	calls := map[string]func(){
		"getppid": func() { unix.Getppid() },
		"socket and close": func() {
			fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_DGRAM, 0)
			if err != nil {
				b.Fatal(err)
			}
			unix.Close(fd)
		},
	}
	for name, call := range calls {
		for _, inside := range []string{"free", "inside"} {
			b.Run(name+"/"+inside, func(b *testing.B) {
				runtime.LockOSThread() // forever: the thread ends with the goroutine
				if inside == "inside" {
					if err := Thread(Limits{Families: []int{unix.AF_INET, unix.AF_INET6, unix.AF_NETLINK, unix.AF_UNIX}}); err != nil {
						b.Fatal(err)
					}
				}
				for b.Loop() {
					call()
				}
			})
		}
	}
}
