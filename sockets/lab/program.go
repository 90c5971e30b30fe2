package lab

import (
	"debug/elf"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// Program is where [Enter] puts the running program, and Libraries the folder with the libraries it needs: a lab starts
// the program again as a swarm.
const (
	Program   = "/bin/netnet-tui"
	Libraries = "/lib"
)

// self is the running program, even if its file has been removed.
const self = "/proc/self/exe"

// parts returns the files of the program: itself and, if it is dynamically linked, its loader and the libraries in its
// memory. Only these files are brought into the lab, not whole folders, so no socket gets in.
func parts() ([]part, error) {
	list := []part{{from: self, to: Program, readOnly: true}}
	loader, err := interpreter(self)
	if err != nil || loader == "" {
		return list, err
	}
	list = append(list, part{from: loader, to: loader, readOnly: true})
	libraries, err := mapped()
	if err != nil {
		return nil, err
	}
	for _, path := range libraries {
		name, err := soname(path)
		if err != nil {
			return nil, err
		}
		list = append(list, part{from: path, to: Libraries + "/" + name, readOnly: true})
	}
	return list, nil
}

// interpreter returns the loader that a program requests, or "" if it needs none (elf(5), PT_INTERP).
func interpreter(path string) (string, error) {
	f, err := elf.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	for _, p := range f.Progs {
		if p.Type != elf.PT_INTERP {
			continue
		}
		name := make([]byte, p.Filesz)
		if _, err := p.ReadAt(name, 0); err != nil {
			return "", err
		}
		return unix.ByteSliceToString(name), nil
	}
	return "", nil
}

// mapped returns the files that this process runs code from, except the program itself (proc_pid_maps(5)).
func mapped() ([]string, error) {
	program, err := os.Readlink(self)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return nil, err
	}
	var paths []string
	for line := range strings.Lines(string(text)) {
		// range, rights, offset, device, inode, path
		at := strings.IndexByte(line, '/')
		if at < 0 || !strings.Contains(line[:at], "x") {
			continue
		}
		if path := strings.TrimSuffix(line[at:], "\n"); path != program && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths, nil
}

// soname returns the name by which a library is requested (elf(5), DT_SONAME).
func soname(path string) (string, error) {
	f, err := elf.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	names, err := f.DynString(elf.DT_SONAME)
	if err != nil || len(names) == 0 {
		return filepath.Base(path), err
	}
	return filepath.Base(names[0]), nil
}
