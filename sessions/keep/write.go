// Package keep writes files so that they are there whole or not at all, and reads the ones
// that it wrote.
package keep

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Write puts text into a file: into a new one beside it, which then takes its name. A full
// disk or a loss of power leaves the old file as it was. What is not a regular file, such
// as a device, a pipe or /dev/stdout, is written to and stays what it is. The error is a
// sentence that names the file.
func Write(file, text string, mode os.FileMode) error {
	err := write(file, text, mode)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.EISDIR):
		return fmt.Errorf("%s is a directory: name a file in it", file)
	case errors.Is(err, syscall.ENXIO):
		return fmt.Errorf("%s can't be written: nobody reads at its other end", file)
	}
	return fmt.Errorf("%s can't be written: %w", file, bare(err))
}

// bare is an error without the names of files that only this package knows.
func bare(err error) error {
	if errno := syscall.Errno(0); errors.As(err, &errno) {
		return errno
	}
	return err
}

func write(file, text string, mode os.FileMode) error {
	target, descriptor := resolve(file)
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return syscall.EISDIR
	case descriptor, err == nil && !info.Mode().IsRegular():
		return into(file, text)
	}
	return replace(target, text, mode)
}

// resolve follows links to the file that is meant, which need not exist, and reports
// whether that is a descriptor of a process, as /dev/stdout is: such a link leads to
// what is open already and not only to its name.
func resolve(file string) (target string, descriptor bool) {
	const most = 40 // links, as the kernel has it (include/linux/namei.h, MAXSYMLINKS)
	for range most {
		if folder, err := filepath.EvalSymlinks(filepath.Dir(file)); err == nil {
			file = filepath.Join(folder, filepath.Base(file))
		}
		if folder := filepath.Dir(file); strings.HasPrefix(folder, "/proc/") && filepath.Base(folder) == "fd" {
			return file, true
		}
		to, err := os.Readlink(file)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(file), to)
		}
		file = to
	}
	return file, false
}

// into writes to what is there. A pipe that nobody reads is an error, and not waited for.
func into(file, text string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND|syscall.O_NONBLOCK, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// replace writes a new file and gives it the name.
func replace(file, text string, mode os.FileMode) (err error) {
	f, err := os.CreateTemp(filepath.Dir(file), "."+shortened(filepath.Base(file))+".*")
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

// shortened leaves room in a file's name for the number that makes it another one.
func shortened(name string) string {
	const most = 200 // of the 255 bytes that a name may have (NAME_MAX)
	return name[:min(len(name), most)]
}
