// Package atomicfile writes files so that they are complete or unchanged, and reads the files that it wrote.
package atomicfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Write writes text to a new file next to the named one, and renames it to that name: a full disk or a power loss
// leaves the old file unchanged. Anything but a regular file, such as a device, a pipe or /dev/stdout, is written to
// directly. The error is a sentence that names the file.
func Write(file, text string, mode os.FileMode) error {
	return Sentence(file, write(file, text, mode))
}

// Check returns the error that Write would return, as far as that is known in advance. It leaves nothing behind.
func Check(file string) error { return Sentence(file, check(file)) }

func check(file string) error {
	target, descriptor := resolve(file)
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return syscall.EISDIR
	case descriptor, err == nil && !info.Mode().IsRegular():
		return nil // a pipe may have a reader by then
	}
	f, err := os.CreateTemp(filepath.Dir(target), ".check.*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// Sentence returns an error that names the file.
func Sentence(file string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.EISDIR):
		return fmt.Errorf("%s is a directory: name a file in it", file)
	case errors.Is(err, syscall.ENXIO):
		return fmt.Errorf("%s can't be written: nothing reads its other end", file)
	case errors.Is(err, syscall.ENOENT):
		return fmt.Errorf("%s can't be written: its directory does not exist", file)
	}
	return fmt.Errorf("%s can't be written: %w", file, bare(err))
}

// bare removes from an error the names of files that only this package knows.
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

// resolve follows links to the target file, which need not exist, and reports whether that is a descriptor of a
// process, such as /dev/stdout: such a link leads to the open file itself, not to its name.
func resolve(file string) (target string, descriptor bool) {
	const most = 40 // number of links, as in the kernel (include/linux/namei.h, MAXSYMLINKS)
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

// into writes to an existing file without waiting. A pipe that is not being read is an error.
func into(file, text string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_APPEND|syscall.O_NONBLOCK, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// replace writes a new file and renames it.
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

// shortened leaves room in a file name for the number that makes it unique.
func shortened(name string) string {
	const most = 200 // of the 255 bytes that a name may have (NAME_MAX)
	return name[:min(len(name), most)]
}
