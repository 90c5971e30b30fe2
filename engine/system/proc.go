package system

import (
	"encoding/binary"
	"strconv"

	"golang.org/x/sys/unix"
)

// numbers returns the entries of a folder of /proc that are numbers.
func numbers(path string) []int {
	folder, err := unix.Open(path, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	defer func() { _ = unix.Close(folder) }()
	var list []int
	eachNumber(folder, make([]byte, 32<<10), func(number int, _ []byte) { list = append(list, number) })
	return list
}

// eachNumber calls each with the entries of an open folder that are numbers, and their names including the terminating
// 0. It makes no strings: a machine has tens of thousands of descriptors.
func eachNumber(folder int, room []byte, each func(number int, name []byte)) {
	for {
		n, err := unix.Getdents(folder, room)
		if err != nil || n <= 0 {
			return
		}
		for rest := room[:n]; len(rest) > direntName; {
			size := int(binary.NativeEndian.Uint16(rest[direntSize:]))
			if size <= direntName || size > len(rest) {
				return
			}
			if number, name, ok := leadingNumber(rest[direntName:size]); ok {
				each(number, name)
			}
			rest = rest[size:]
		}
	}
}

// The offsets of an entry's length and name in struct linux_dirent64 (getdents(2)).
const (
	direntSize = 16
	direntName = 19
)

// leadingNumber parses a name that is a number; name includes the terminating 0.
func leadingNumber(raw []byte) (number int, name []byte, ok bool) {
	for i, b := range raw {
		switch {
		case b == 0:
			return number, raw[:i+1], i > 0
		case b < '0' || b > '9':
			return 0, nil, false
		}
		number = number*10 + int(b-'0')
	}
	return 0, nil, false
}

// processFolder returns a path below the folder of a process.
func processFolder(pid int, name string) string { return "/proc/" + strconv.Itoa(pid) + "/" + name }

// readLink returns the target of a symbolic link.
func readLink(path string) (string, error) {
	target := make([]byte, 256)
	n, err := unix.Readlink(path, target)
	if err != nil {
		return "", err
	}
	return string(target[:n]), nil
}
