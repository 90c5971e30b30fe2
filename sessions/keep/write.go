// Package keep writes files so that they are there whole or not at all.
package keep

import (
	"os"
	"path/filepath"
)

// Write puts text into a file: into a new one beside it, which then takes its
// name. A full disk or a loss of power leaves the old file as it was.
func Write(file, text string, mode os.FileMode) (err error) {
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target // a link stays one
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.WriteString(text); err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}
