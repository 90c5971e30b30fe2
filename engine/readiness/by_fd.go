package readiness

// byFD maps descriptors to values. The kernel assigns the lowest free number, so the slice stays short.
type byFD[T any] []T

func (b *byFD[T]) at(fd int) *T {
	if fd >= len(*b) {
		*b = append(*b, make([]T, fd+1-len(*b)+fd/2)...)
	}
	return &(*b)[fd]
}
