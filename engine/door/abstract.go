package door

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"sync"
)

// Where the kernel lists the Unix sockets of this network namespace, and the descriptors of this thread.
const (
	unixSockets = "/proc/net/unix"
	descriptors = "/proc/thread-self/fd"
)

// Values in that list, from include/linux/net.h and include/uapi/linux/un.h.
const (
	datagram   = "0002"
	connected  = "03"
	unaccepted = "0" // the inode of a connection that waits to be accepted
)

// answers reports whether a socket takes what is sent or connected to its name. words are those before the name in the
// socket's line; the last ones are type, state and inode. Accepted connections have their listener's name, but take
// nothing sent to it.
func answers(words [][]byte) (inode string, ok bool) {
	const some = 3
	if len(words) < some {
		return "", true // the line is incomplete
	}
	typ, state, inode := string(words[len(words)-3]), string(words[len(words)-2]), string(words[len(words)-1])
	return inode, inode != unaccepted && (typ == datagram || state != connected)
}

// owners finds out which process has an abstract name. It caches the inodes of this process's sockets, so that a
// thousand connections to one listener do not list all descriptors each time. The kernel reuses an inode only after
// four billion others.
type owners struct {
	lock sync.Mutex
	own  map[string]bool
}

// taken reports whether a process other than this one has an abstract name, or may have it.
func (o *owners) taken(name string) bool {
	list, err := os.ReadFile(unixSockets)
	if err != nil {
		return true
	}
	inodes := holders(list, name)
	if len(inodes) == 0 {
		return false
	}
	o.lock.Lock()
	defer o.lock.Unlock()
	strange := func(inode string) bool { return !o.own[inode] }
	if !slices.ContainsFunc(inodes, strange) {
		return false
	}
	if o.own, err = ownSockets(); err != nil {
		return true
	}
	return slices.ContainsFunc(inodes, strange)
}

// holders returns the inodes of the sockets in a list of /proc/net/unix that have an abstract name. The list has an @
// before the name and for each NUL byte in it, and the name may contain spaces and newlines, so the list is searched
// for it instead of being split into lines. A longer name that ends or begins like it may match too, which errs on the
// safe side.
func holders(list []byte, name string) (inodes []string) {
	needle := []byte(" @" + strings.ReplaceAll(name, "\x00", "@") + "\n")
	for rest := list; ; {
		at := bytes.Index(rest, needle)
		if at < 0 {
			return inodes
		}
		line := rest[bytes.LastIndexByte(rest[:at], '\n')+1 : at]
		if inode, ok := answers(bytes.Fields(line)); ok {
			inodes = append(inodes, inode)
		}
		rest = rest[at+1:]
	}
}

// ownSockets returns the inodes of the sockets that this process has open.
func ownSockets() (map[string]bool, error) {
	entries, err := os.ReadDir(descriptors)
	if err != nil {
		return nil, err
	}
	own := map[string]bool{}
	for _, e := range entries {
		to, err := os.Readlink(descriptors + "/" + e.Name())
		if inode, ok := strings.CutPrefix(to, "socket:["); ok && err == nil {
			own[strings.TrimSuffix(inode, "]")] = true
		}
	}
	return own, nil
}
