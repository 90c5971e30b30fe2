package sockets

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// tracing is the mount point of tracefs (Documentation/trace/ftrace.rst).
const tracing = "/sys/kernel/tracing"

// resetInstances is the prefix of our tracefs instances; the process ID follows.
const resetInstances = "netnet-tui-"

// Resets reads lines about the RST segments that this machine sends and receives, in any network namespace: the events
// tcp_send_reset and tcp_receive_reset, in a separate tracefs instance. It requires root.
type Resets struct {
	fd     int
	folder string
	room   []byte
	rest   string
}

// OpenResets begins to collect events; a process can do so only once. It removes instances left behind by killed
// processes.
func OpenResets() (*Resets, error) {
	stale, _ := filepath.Glob(tracing + "/instances/" + resetInstances + "*")
	for _, folder := range stale {
		pid, err := strconv.Atoi(strings.TrimPrefix(filepath.Base(folder), resetInstances))
		if err == nil && errors.Is(unix.Kill(pid, 0), unix.ESRCH) {
			_ = unix.Rmdir(folder) // fails for an instance whose pipe is open
		}
	}
	r := &Resets{fd: -1, folder: fmt.Sprintf("%s/instances/%s%d", tracing, resetInstances, unix.Getpid()), room: make([]byte, 64<<10)}
	if err := unix.Mkdir(r.folder, 0o700); err != nil {
		return nil, err
	}
	for _, event := range []string{"tcp_send_reset", "tcp_receive_reset"} {
		if err := os.WriteFile(r.folder+"/events/tcp/"+event+"/enable", []byte("1"), 0); err != nil {
			r.Close()
			return nil, err
		}
	}
	fd, err := unix.Open(r.folder+"/trace_pipe", unix.O_RDONLY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		r.Close()
		return nil, err
	}
	r.fd = fd
	return r, nil
}

// Close stops collecting and removes the instance.
func (r *Resets) Close() {
	if r.fd >= 0 {
		_ = unix.Close(r.fd)
	}
	for range 50 { // a late event keeps it busy for a moment
		if err := unix.Rmdir(r.folder); !errors.Is(err, unix.EBUSY) {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// Read calls each with the lines that can be read now, without waiting.
func (r *Resets) Read(each func(line string)) {
	for {
		n, err := unix.Read(r.fd, r.room)
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if n <= 0 || err != nil {
			return
		}
		text := r.rest + string(r.room[:n])
		end := strings.LastIndexByte(text, '\n') + 1
		r.rest = text[end:]
		for line := range strings.Lines(text[:end]) {
			each(line)
		}
	}
}
