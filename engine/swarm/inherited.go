package swarm

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// CloseInherited closes the sockets that this process inherited. An engine's sockets are close-on-exec only if a step
// made them so, and a listener kept open by a swarm would continue to listen after its engine has closed it. Call it
// before anything is opened.
func CloseInherited() {
	folder := "/proc/" + strconv.Itoa(os.Getpid()) + "/fd/" // in a lab, /proc/self is the engine
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // without /proc they can't be found
	}
	for _, e := range entries {
		fd, err := strconv.Atoi(e.Name())
		to, _ := os.Readlink(folder + e.Name())
		if err == nil && fd > unix.Stderr && strings.HasPrefix(to, "socket:") {
			_ = unix.Close(fd)
		}
	}
}
