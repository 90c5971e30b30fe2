package keep

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Read is the text of a file that [Write] keeps, "" where there is none yet. What is not a
// regular file, and a text of more than most bytes, is an error that names the file:
// nothing is waited for, and nothing read without an end.
func Read(file string, most int64) (string, error) {
	f, err := os.OpenFile(file, os.O_RDONLY|syscall.O_NONBLOCK, 0) // O_NONBLOCK: a pipe is not waited for
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", fmt.Errorf("it can't be read: %w: %s", bare(err), file)
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return "", fmt.Errorf("not a regular file: %s", file)
	}
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("it can't be read: %w: %s", bare(err), file)
	case int64(len(text)) > most:
		return "", fmt.Errorf("larger than %d bytes: %s", most, file)
	}
	return string(text), nil
}
