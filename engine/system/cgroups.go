package system

import (
	"cmp"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// cgroupRoots are the places where the tree of cgroups version 2 may be mounted (cgroups(7)). The first is used by
// systemd if both versions are mounted.
var cgroupRoots = []string{"/sys/fs/cgroup/unified", "/sys/fs/cgroup"}

func cgroupRoot() string {
	for _, root := range cgroupRoots {
		var stat unix.Stat_t
		if unix.Stat(root+"/cgroup.procs", &stat) == nil {
			return root
		}
	}
	return ""
}

// Cgroups maps the ids of cgroups, which are the inodes of their folders, to their paths. The tree is walked when an
// unknown id is asked for, at most once a second.
type Cgroups struct {
	known  map[uint64]group
	walked time.Time
}

// group is the path of a cgroup, and the container it belongs to.
type group struct{ path, container string }

// NewCgroups returns an empty Cgroups.
func NewCgroups() *Cgroups { return &Cgroups{known: map[uint64]group{}} }

// Of returns a cgroup by its id. The result is empty if the cgroup is not known, because it has been removed or is
// outside of what this process sees.
func (c *Cgroups) Of(id uint64, now time.Time) group {
	if id == 0 {
		return group{}
	}
	known, ok := c.known[id]
	if !ok && now.Sub(c.walked) >= time.Second {
		c.walk()
		c.walked = now
		known = c.known[id]
	}
	return known
}

// mostCgroups bounds a walk.
const mostCgroups = 20000

func (c *Cgroups) walk() {
	root, seen := cgroupRoot(), 0
	if root == "" {
		return
	}
	_ = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil, !entry.IsDir():
			return nil
		case seen >= mostCgroups:
			return fs.SkipAll
		}
		seen++
		var stat unix.Stat_t
		if unix.Stat(path, &stat) == nil {
			path := cmp.Or(strings.TrimPrefix(path, root), "/")
			c.known[stat.Ino] = group{path, Container(path)}
		}
		return nil
	})
}

// shortID is how many digits of a container's id are shown, as by the container's own tools.
const shortID = 12

// Container returns a short name of the container that a cgroup belongs to, according to how docker, podman, containerd
// and cri-o name cgroups; "" if there is none.
func Container(cgroup string) string {
	for _, part := range strings.Split(cgroup, "/") {
		name := strings.TrimSuffix(part, ".scope")
		for _, prefix := range []string{"docker-", "libpod-", "cri-containerd-", "crio-"} {
			name = strings.TrimPrefix(name, prefix)
		}
		if isID(name) {
			return name[:shortID]
		}
		if name, ok := strings.CutPrefix(part, "lxc.payload."); ok {
			return name
		}
		if name, ok := strings.CutPrefix(part, "machine-"); ok {
			return strings.TrimSuffix(name, ".scope")
		}
	}
	return ""
}

// isID reports whether a name is a container's id: 64 hexadecimal digits.
func isID(name string) bool {
	return len(name) == 64 && strings.Trim(name, "0123456789abcdef") == ""
}
