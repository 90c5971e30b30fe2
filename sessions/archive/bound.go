package archive

import "slices"

// Most is the maximum total size of all sessions, in bytes.
const Most = 1 << 30

// Bound removes sessions until all together take at most most bytes: first those that were deleted, then the oldest
// that were not named by a person. Named ones and those being recorded are kept. Sessions without steps are removed
// too.
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
