package sockopts

import "golang.org/x/sys/unix"

// Fresh is the value that new sockets of some kinds have instead of the option's Default.
type Fresh struct {
	On    *Kinds
	Value string
}

// DefaultOn returns the value on a new socket of a kind, or "" if it varies.
func (o *Option) DefaultOn(domain, typ, protocol int) string {
	for _, f := range o.Fresh {
		if f.On.Has(domain, typ, protocol) {
			return f.Value
		}
	}
	return o.Default
}

// InheritedOn reports whether accept(2) copies the option from a listener of a kind; a domain of 0 means unknown, which
// is treated as TCP. TCP's new socket is a copy of the listener (inet_csk_clone_lock in
// net/ipv4/inet_connection_sock.c). Unix and vsock make a new socket, and copy only options that TCP does not have
// (unix_stream_connect in net/unix/af_unix.c, __vsock_create in net/vmw_vsock/af_vsock.c).
func (o *Option) InheritedOn(domain, typ, protocol int) Tri {
	ip := domain == 0 || domain == unix.AF_INET || domain == unix.AF_INET6
	if !ip && o.Inherited == Yes && o.AppliesTo(unix.AF_INET, unix.SOCK_STREAM, 0) {
		return No
	}
	return o.Inherited
}
