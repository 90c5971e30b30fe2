package output

import (
	"errors"
	"io/fs"
)

// unwritten is the error of output that can't be written.
type unwritten struct{ cause error }

func (u unwritten) Error() string { return "the output can't be written: " + u.cause.Error() }
func (u unwritten) Unwrap() error { return u.cause }

// Unwritten returns the error of a write to the output as a sentence, and nil for nil.
func Unwritten(err error) error {
	if err == nil || IsUnwritten(err) {
		return err
	}
	if path := new(fs.PathError); errors.As(err, &path) {
		err = path.Err
	}
	return unwritten{err}
}

// IsUnwritten reports whether an error says that the output can't be written.
func IsUnwritten(err error) bool { return errors.As(err, new(unwritten)) }
