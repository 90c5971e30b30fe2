package system

import (
	"cmp"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// cgroupRoots are where the tree of cgroups of version 2 may be (cgroups(7)): the first where there are
// both versions, as systemd has it then.
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

// Cgroups are the paths of cgroups by their ids, which are the inodes of their folders. The tree is walked
// when an id is asked for that is not known, at most once a second.
type Cgroups struct {
	known  map[uint64]group
	walked time.Time
}

// group is the path of a cgroup, and the container that it is of.
type group struct{ path, container string }

// NewCgroups returns some of which none is known yet.
func NewCgroups() *Cgroups { return &Cgroups{known: map[uint64]group{}} }

// Of is a cgroup by its id; empty where it is not known: it has been removed, or is outside of what this
// process sees.
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

// shortID is how many digits of a container's id are shown, as its own tools do.
const shortID = 12

// Container is a short name of the container that a cgroup is of, by how docker, podman, containerd and
// cri-o name cgroups; "" if it is of none.
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

// isID reports whether a name is the id of a container: 64 hexadecimal digits.
func isID(name string) bool {
	return len(name) == 64 && strings.Trim(name, "0123456789abcdef") == ""
}
