package sockets

// Scripted is a kernel for tests: it answers calls with scripted errors, in order, and passes all other calls on. It is
// for answers that a real kernel can't be made to give on demand, such as ECONNABORTED from accept4(2).
type Scripted struct {
	Kernel
	// Errors are the remaining answers, by name of the call.
	Errors map[string][]error
}

func (s *Scripted) next(call string) error {
	queue := s.Errors[call]
	if len(queue) == 0 {
		return nil
	}
	s.Errors[call] = queue[1:]
	return queue[0]
}

// Socket returns the next scripted error of "socket", or makes the call.
func (s *Scripted) Socket(domain, typ, protocol int) (int, error) {
	if err := s.next("socket"); err != nil {
		return -1, err
	}
	return s.Kernel.Socket(domain, typ, protocol)
}

// Accept4 returns the next scripted error of "accept4", or makes the call.
func (s *Scripted) Accept4(fd, flags int) (int, error) {
	if err := s.next("accept4"); err != nil {
		return -1, err
	}
	return s.Kernel.Accept4(fd, flags)
}

// Send returns the next scripted error of "sendto", or makes the call.
func (s *Scripted) Send(fd int, p []byte, flags int) (int, error) {
	if err := s.next("sendto"); err != nil {
		return -1, err
	}
	return s.Kernel.Send(fd, p, flags)
}

// Recv returns the next scripted error of "recvfrom", or makes the call.
func (s *Scripted) Recv(fd int, p []byte, flags int) (int, error) {
	if err := s.next("recvfrom"); err != nil {
		return -1, err
	}
	return s.Kernel.Recv(fd, p, flags)
}
