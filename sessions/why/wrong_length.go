package why

import (
	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// Sizes of socket addresses in bytes.
const (
	inetSize    = 16  // struct sockaddr_in
	inet6Size   = 24  // struct sockaddr_in6 without its zone (SIN6_LEN_RFC2133)
	unixSize    = 110 // struct sockaddr_un, at most
	storageSize = 128 // struct sockaddr_storage, the maximum for any address
	familySize  = 2
)

// negativeLength finds a length below 0: the kernel reads it as an int.
func negativeLength(s scene) *Finding {
	n, told := s.length()
	if !told || n >= 0 {
		return nil
	}
	f := found("The length that %s was told is %d, and the kernel takes no length below 0.", s.asked, n)
	if s.asked == engine.SysAccept4 {
		if s.before == nil || s.before.State != status.StateListen {
			return nil
		}
		f.plus(" It finds out when the connection has left the accept queue: that connection is closed.")
	}
	return f.because("the length", step.Counted(n, "byte"), "the call").advise("Pass the size of the buffer.")
}

// length returns the length passed to the call, if it was given explicitly.
func (s scene) length() (n int, told bool) {
	switch {
	case s.values.Told != nil:
		return *s.values.Told, true
	case s.addressed() && s.values.Addr.Told != nil:
		return *s.values.Addr.Told, true
	}
	return 0, false
}

// message reports whether the address was passed in a message header (sendmsg, sendmmsg).
func (s scene) message() bool {
	return s.asked == engine.SysSendmsg || s.asked == engine.SysSendmmsg
}

// addressTooLong finds an address passed with a length greater than any address has.
func addressTooLong(s scene) *Finding {
	n, told := s.length()
	read := n
	if s.message() { // which takes a longer length for storageSize
		read = min(n, storageSize)
	}
	most, what := storageSize, "no address has more than %d (struct sockaddr_storage)"
	if s.unixAddress() && read <= storageSize {
		most, what = unixSize, "an address of a Unix socket has at most %d (struct sockaddr_un)"
	}
	if !told || !s.addressed() || read <= most {
		return nil
	}
	return found("The address goes with a length of %s, and "+what+".", step.Counted(n, "byte"), most).
		because("the length", step.Counted(n, "byte"), "the call").advise("Pass the size of the address.")
}

// addressTooShort finds an address passed with fewer bytes than its family needs.
func addressTooShort(s scene) *Finding {
	n, told := s.length()
	if !told || !s.addressed() {
		return nil
	}
	needs, what := familySize+1, "one of a Unix socket"
	switch s.values.Addr.Family {
	case engine.AFInet:
		needs, what = inetSize, "one of IPv4"
	case engine.AFInet6:
		needs, what = inet6Size, "one of IPv6"
	}
	if n >= needs {
		return nil
	}
	return found("The address goes with a length of %s, and %s has at least %d.", step.Counted(n, "byte"), what, needs).
		because("the length", step.Counted(n, "byte"), "the call").advise("Pass the size of the address.")
}

// bufferTooShort finds a getsockopt with too little room for an option that the kernel returns only whole.
func bufferTooShort(s scene) *Finding {
	o := s.option()
	given, needs := int(s.values.Size), o.Size()
	if s.event.Step.Len == nil || o.Name == "" || !s.takes(o.Option) || s.values.Told != nil || given >= needs {
		return nil
	}
	return found("%s has a value of %s (%s), and the call had room for %d: of this one the kernel fills in no part.", o.name, step.Counted(needs, "byte"), o.CType, given).
		because("the room", step.Counted(given, "byte"), "the call").advise("Give room for all %d bytes.", needs).see(o.name)
}

// addressCut finds an address that its length changes into another, or that the kernel had no room to return
// whole.
func addressCut(s scene) *Finding {
	whole := s.values.Addr
	if whole.Told == nil {
		return nil
	}
	n := *whole.Told
	if s.message() {
		whole = whole.InMessage()
	}
	if !s.addressed() {
		room := 0
		if s.values.Told != nil {
			room = *s.values.Told
		}
		return found("The address has %s, and there was room for %d: the rest is missing, which only the returned length tells.", step.Counted(n, "byte"), room).
			because("the returned length", step.Counted(n, "byte"), "the answer").advise("Compare that length with the room, or give the room of struct sockaddr_storage.")
	}
	read, ok := whole.Read()
	whole.Told = nil
	switch {
	case ok && read.String() == whole.String():
		return nil
	case ok && read.Unnamed() && s.call.Name == engine.SysBind && s.after != nil:
		return found("A length of %s leaves only the family of the address, and the kernel chose a name for %s: %s.", step.Counted(n, "byte"), s.whom(), s.after.Local).
			because(s.name+".local", s.after.Local, "getsockname")
	case !ok:
		return found("The length of %s leaves no address: %s takes no notice of it.", step.Counted(n, "byte"), s.whom()).because("the length", step.Counted(n, "byte"), "the call")
	}
	return found("The kernel reads %s of the address, which make it %s, and not %s.", step.Counted(n, "byte"), read, whole).
		because("the length", step.Counted(n, "byte"), "the call").advise("Pass the size of the address.")
}

// valueCut finds an option value that was truncated to the room given.
func valueCut(s scene) *Finding {
	o := s.option()
	given, needs := int(s.values.Size), o.Size()
	if s.event.Step.Len == nil || o.Name == "" || !s.takes(o.Option) || given >= needs || len(s.values.Value) < given {
		return nil
	}
	return found("The value of %s (%s) does not fit into %s: what is read is cut.", o.name, o.CType, step.Counted(given, "byte")).
		because("the room", step.Counted(given, "byte"), "the call").advise("Give room for a whole %s.", o.CType).see(o.name)
}
