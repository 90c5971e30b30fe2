package remote

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// wire is an engine's end of the connection to its client. It makes the calls itself: Go's poller never sees the
// descriptors.
type wire struct {
	in, out int
	room    int // how many more bytes the current request may have
}

// mostRequest bounds a request, in bytes: the longest line of a script fits, though JSON encodes it a third longer.
const mostRequest = 128 << 20

// errLarge means that a client sent an endless request.
var errLarge = fmt.Errorf("a request is larger than %d MiB", mostRequest>>20)

// next allows another request to be read.
func (w *wire) next() { w.room = mostRequest }

func (w *wire) Read(p []byte) (int, error) {
	if w.room <= 0 {
		return 0, errLarge
	}
	for {
		n, err := unix.Read(w.in, p)
		w.room -= max(n, 0)
		switch {
		case err == unix.EINTR:
			continue
		case err != nil:
			return 0, os.NewSyscallError("read", err)
		case n == 0:
			return 0, io.EOF
		}
		return n, nil
	}
}

func (w *wire) Write(p []byte) (int, error) {
	for written := 0; written < len(p); {
		n, err := unix.Write(w.out, p[written:])
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return written, os.NewSyscallError("write", err)
		}
		written += n
	}
	return len(p), nil
}
