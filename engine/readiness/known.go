package readiness

// known is what is remembered about each descriptor, by its number: the kernel gives
// out the lowest that is free, so the slice stays short.
type known[T any] []T

func (k *known[T]) at(fd int) *T {
	if fd >= len(*k) {
		*k = append(*k, make([]T, fd+1-len(*k)+fd/2)...)
	}
	return &(*k)[fd]
}
