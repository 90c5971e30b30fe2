package loop

// owners maps a descriptor to its connection or listener.
type owners []owner

// owner is a connection, a listener, or neither.
type owner struct {
	conn     *conn
	listener *listener
}

// at returns the owner of a descriptor, or the zero owner if there is none.
func (o owners) at(fd int) owner {
	if uint(fd) >= uint(len(o)) {
		return owner{}
	}
	return o[fd]
}

func (o *owners) put(fd int, one owner) {
	if fd >= len(*o) {
		*o = append(*o, make([]owner, fd+1-len(*o)+fd/4)...)
	}
	(*o)[fd] = one
}
