package sockopts

import "golang.org/x/sys/unix"

// Fresh is what fresh sockets of some kinds show instead of the option's Default.
type Fresh struct {
	On    *Kinds
	Value string
}

// DefaultOn is the value that a fresh socket of a kind shows, "" if it varies.
func (o *Option) DefaultOn(domain, typ, protocol int) string {
	for _, f := range o.Fresh {
		if f.On.Has(domain, typ, protocol) {
			return f.Value
		}
	}
	return o.Default
}

// InheritedOn reports whether accept(2) hands the option on from a listener of a kind; a
// domain of 0 is that of an unknown one, which is taken for TCP's. TCP's new
// socket is a copy of the listener (inet_csk_clone_lock in net/ipv4/inet_connection_sock.c). Unix
// and vsock make one afresh, and give it only what TCP does not have (unix_stream_connect in
// net/unix/af_unix.c, __vsock_create in net/vmw_vsock/af_vsock.c).
func (o *Option) InheritedOn(domain, typ, protocol int) Tri {
	ip := domain == 0 || domain == unix.AF_INET || domain == unix.AF_INET6
	if !ip && o.Inherited == Yes && o.AppliesTo(unix.AF_INET, unix.SOCK_STREAM, 0) {
		return No
	}
	return o.Inherited
}
