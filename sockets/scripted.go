package sockets

// Scripted is a kernel for tests: it answers the calls it has errors for with
// those, in order, and passes everything else on. It exists for answers that a real
// kernel can't be made to give on demand, such as ECONNABORTED from accept4(2).
type Scripted struct {
	Kernel
	// Errors are the answers still to give, by the name of the call.
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

// Socket answers the next scripted error of "socket", else makes the call.
func (s *Scripted) Socket(domain, typ, protocol int) (int, error) {
	if err := s.next("socket"); err != nil {
		return -1, err
	}
	return s.Kernel.Socket(domain, typ, protocol)
}

// Accept4 answers the next scripted error of "accept4", else makes the call.
func (s *Scripted) Accept4(fd, flags int) (int, error) {
	if err := s.next("accept4"); err != nil {
		return -1, err
	}
	return s.Kernel.Accept4(fd, flags)
}

// Send answers the next scripted error of "sendto", else makes the call.
func (s *Scripted) Send(fd int, p []byte, flags int) (int, error) {
	if err := s.next("sendto"); err != nil {
		return -1, err
	}
	return s.Kernel.Send(fd, p, flags)
}

// Recv answers the next scripted error of "recvfrom", else makes the call.
func (s *Scripted) Recv(fd int, p []byte, flags int) (int, error) {
	if err := s.next("recvfrom"); err != nil {
		return -1, err
	}
	return s.Kernel.Recv(fd, p, flags)
}
