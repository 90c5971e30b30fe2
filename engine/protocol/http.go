package protocol

import "time"

// HTTP is an HTTP/1.1 server (RFC 9112) with a status page of the server it is part of, and some answers for
// measurements.
type HTTP struct {
	host    Host
	status  map[httpRoute]*statusText
	now     time.Time // when the loop woke up
	out     []byte    // the answers of one batch
	date    httpDate
	pattern []byte // what /bytes/N is made of
}

// httpConn is the state of one connection.
type httpConn struct {
	request httpRequest
	owed    owed // the body of a long answer
	held    holding
	pending int64 // bytes of the answer to /bytes/N that are still to be written
	last    bool  // no more requests are answered
	ended   bool  // the peer has ended its output
	partial bool  // an incomplete request was left
}

func newHTTP(host Host) *HTTP {
	h := &HTTP{host: host, status: statusTexts(), pattern: make([]byte, 0, batchKept/4)}
	for len(h.pattern) < cap(h.pattern) {
		h.pattern = append(h.pattern, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.\n"...)
	}
	return h
}

// Open prepares for the first request.
func (h *HTTP) Open(c Conn) {
	s := &httpConn{}
	s.request.next()
	c.Keep(s)
}

// Data answers the requests in order, for as long as there is room.
func (h *HTTP) Data(c Conn, p []byte) (used int) {
	s := c.Kept().(*httpConn)
	h.now = c.Now()
	s.partial = false
	h.write(c, s)
	answered := 0
	for used < len(p) && !s.last && s.done() && !c.Full() {
		n, bad := s.request.take(c, p[used:])
		if n == 0 && bad.none() {
			s.partial = true
			break
		}
		used += n
		switch {
		case !bad.none():
			h.refuse(s, bad)
			used = len(p)
		case s.request.phase == httpDone:
			h.answer(s)
			s.request.next()
			answered++
		case s.request.invite:
			s.request.invite = false
			h.out = append(h.out, "HTTP/1.1 100 Continue\r\n\r\n"...)
		}
		if len(h.out) > batchSize || !s.done() {
			h.write(c, s)
		}
	}
	if answered > 0 {
		c.Message(answered)
	}
	h.finish(c, s)
	return used
}

// Drain continues a long answer.
func (h *HTTP) Drain(c Conn) {
	if s := c.Kept().(*httpConn); !s.done() {
		h.finish(c, s)
	}
}

// End answers what was asked and closes.
func (h *HTTP) End(c Conn) {
	s := c.Kept().(*httpConn)
	s.ended = true
	if !s.last && s.done() && (s.partial || s.request.begun()) {
		h.now = c.Now()
		h.refuse(s, httpCutShort)
	}
	h.finish(c, s)
}

// write writes the batch and then as much of a long answer as there is room for.
func (h *HTTP) write(c Conn, s *httpConn) {
	h.out = flush(c, h.out)
	if !s.owed.pay(c) {
		return
	}
	for s.pending > 0 && !c.Full() {
		n := min(s.pending, int64(len(h.pattern)))
		c.Write(h.pattern[:n])
		s.pending -= n
	}
}

// done reports whether the last answer has been written.
func (s *httpConn) done() bool { return s.pending == 0 && s.owed.none() }

// finish writes what there is, and closes after the last answer.
func (h *HTTP) finish(c Conn, s *httpConn) {
	h.write(c, s)
	s.held.tell(c, cap(s.request.body)+s.owed.held())
	if s.done() && (s.ended || s.last) {
		c.Close()
	}
}
