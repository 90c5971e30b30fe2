package system

import "time"

// describer finds names for the numbers that the kernel reports about a socket.
type describer struct {
	owners  *Owners
	users   *Users
	cgroups *Cgroups
}

func newDescriber() *describer { return &describer{NewOwners(), NewUsers(), NewCgroups()} }

// describe fills in what a row has besides what the kernel reports about the socket.
func (d *describer) describe(r *Row, now time.Time) {
	r.Owners = d.owners.Of(r.Inode)
	group := d.cgroups.Of(r.InetSocket.Cgroup, now)
	r.Socket.Cgroup, r.Container = group.path, group.container
	r.User = ""
	if r.HasUID {
		r.User = d.users.Name(r.UID)
	}
}
