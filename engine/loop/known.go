package loop

// known tells whose a descriptor is, by its number.
type known []owner

// owner is a connection, a listener, or neither.
type owner struct {
	conn     *conn
	listener *listener
}

// at gives the owner of a descriptor; the zero owner where there is none.
func (k known) at(fd int) owner {
	if uint(fd) >= uint(len(k)) {
		return owner{}
	}
	return k[fd]
}

func (k *known) put(fd int, o owner) {
	if fd >= len(*k) {
		*k = append(*k, make([]owner, fd+1-len(*k)+fd/4)...)
	}
	(*k)[fd] = o
}
