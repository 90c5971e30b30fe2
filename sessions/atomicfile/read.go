package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Read returns the text of a file that [Write] wrote, or "" if there is none yet. A file that is not regular, or that
// has more than most bytes, is an error that names the file: Read neither waits nor reads without limit.
func Read(file string, most int64) (string, error) {
	f, err := os.OpenFile(file, os.O_RDONLY|syscall.O_NONBLOCK, 0) // O_NONBLOCK: opening a pipe does not wait
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
