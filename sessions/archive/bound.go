package archive

import "slices"

// Most is how much all sessions may take together, in bytes.
const Most = 1 << 30

// Bound removes sessions until all together take at most most bytes: those that were deleted,
// then the oldest that nobody has named. Named ones and those being recorded stay. Sessions in
// which nothing was done go too.
func (a *Archive) Bound(most int64) error {
	kept, err := a.in(".")
	if err != nil {
		return err
	}
	gone, err := a.in(deleted)
	if err != nil {
		return err
	}
	total := int64(0)
	for _, s := range append(slices.Clone(kept), gone...) {
		total += s.Size
	}
	for _, s := range slices.Backward(gone) {
		if total > most && a.root.Remove(deleted+"/"+s.Name+ending) == nil {
			total -= s.Size
		}
	}
	for _, s := range slices.Backward(kept) {
		if s.Live || s.Named || s.Steps > 0 && total <= most {
			continue
		}
		if a.root.Remove(s.Name+ending) == nil {
			total -= s.Size
		}
	}
	return nil
}
