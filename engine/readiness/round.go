package readiness

// round is a list of watched descriptors without gaps, with the index of each.
type round[T any] struct {
	list  []T
	fds   []int
	place byFD[int] // index of a descriptor in the lists, plus 1
}

// put adds a descriptor, or changes its entry.
func (r *round[T]) put(fd int, entry T) {
	place := r.place.at(fd)
	if *place == 0 {
		r.list, r.fds = append(r.list, entry), append(r.fds, fd)
		*place = len(r.list)
	}
	r.list[*place-1] = entry
}

// drop moves the last entry into the gap.
func (r *round[T]) drop(fd int) {
	place := *r.place.at(fd)
	if place == 0 {
		return
	}
	last := len(r.list) - 1
	r.list[place-1], r.fds[place-1] = r.list[last], r.fds[last]
	*r.place.at(r.fds[last]) = place
	*r.place.at(fd) = 0
	r.list, r.fds = r.list[:last], r.fds[:last]
}

// has reports whether a descriptor is watched.
func (r *round[T]) has(fd int) bool { return *r.place.at(fd) != 0 }
