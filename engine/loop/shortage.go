package loop

import "golang.org/x/sys/unix"

// shortage is the state of running out of descriptors.
type shortage struct {
	starved bool // nothing is accepted for now
	spare   int  // a descriptor to close when one is needed; -1 means none
}

// keepSpare opens the spare descriptor, if one is available.
func (s *shortage) keepSpare() {
	if s.spare >= 0 {
		return
	}
	fd, err := unix.Open("/dev/null", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		fd = -1
	}
	s.spare = fd
}

// giveUpSpare closes the spare descriptor, so that a connection can be accepted in its place.
func (s *shortage) giveUpSpare() {
	if s.spare >= 0 {
		_ = unix.Close(s.spare)
		s.spare = -1
	}
}
