package control

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// rights is the form of descriptors: SCM_RIGHTS=a,b (unix(7)).
var rights = Form{
	Hint:      "names of the bench, as a,b",
	Canonical: canonicalRights, Encode: encodeRights, Decode: decodeRights,
	Trace: func(data []byte, fd func(int) string) (string, bool) {
		return "[" + strings.Join(named(data, fd), ", ") + "]", len(data) >= 4
	},
	Number: func(data []byte) (int64, bool) { return int64(len(data) / 4), true },
}

// Rights returns the names in the value of SCM_RIGHTS.
func Rights(value string) []string {
	if strings.HasPrefix(value, "hex:") {
		return nil
	}
	return strings.Split(value, ",")
}

// Descriptors returns the numbers in the data of SCM_RIGHTS.
func Descriptors(data []byte) []int {
	var fds []int
	for ; len(data) >= 4; data = data[4:] {
		fds = append(fds, int(int32(order.Uint32(data))))
	}
	return fds
}

func canonicalRights(text string) (string, error) {
	for _, name := range strings.Split(text, ",") {
		if name == "" {
			return "", errors.New("a name is missing")
		}
	}
	return text, nil
}

func encodeRights(text string, b Bench) ([]byte, error) {
	var data []byte
	for _, name := range Rights(text) {
		fd, err := b.FD(name)
		if err != nil {
			return nil, err
		}
		data = order.AppendUint32(data, uint32(fd))
	}
	return data, nil
}

func decodeRights(data []byte, b Bench) (string, bool) {
	return strings.Join(named(data, b.Name), ","), len(data)%4 == 0
}

func named(data []byte, name func(int) string) []string {
	if name == nil {
		name = strconv.Itoa
	}
	var names []string
	for _, fd := range Descriptors(data) {
		names = append(names, name(fd))
	}
	return names
}

// credentials is the form of struct ucred of unix(7): SCM_CREDENTIALS=self,self,self.
var credentials = Form{
	Hint:      "process,user,group, each a number or self",
	Canonical: canonicalCredentials, Encode: encodeCredentials, Decode: decodeCredentials,
	Trace: func(data []byte, _ func(int) string) (string, bool) {
		if len(data) < ucredSize {
			return "", false
		}
		return fmt.Sprintf("{pid=%d, uid=%d, gid=%d}", int32(order.Uint32(data)), order.Uint32(data[4:]), order.Uint32(data[8:])), true
	},
	Same: sameCredentials,
}

const (
	ucredSize = 12 // of struct ucred, linux/socket.h
	self      = "self"
)

func canonicalCredentials(text string) (string, error) {
	parts := strings.Split(text, ",")
	if len(parts) != 3 {
		return "", fmt.Errorf("%q does not have three parts", text)
	}
	for i, part := range parts {
		if part == self {
			continue
		}
		n, err := strconv.ParseInt(part, 0, 64)
		if err != nil || n != int64(int32(n)) && n != int64(uint32(n)) {
			return "", fmt.Errorf("%q is neither a number nor self", part)
		}
		parts[i] = strconv.FormatInt(n, 10)
	}
	return strings.Join(parts, ","), nil
}

func encodeCredentials(text string, b Bench) ([]byte, error) {
	var data []byte
	own := []int{b.PID, b.UID, b.GID}
	for i, part := range strings.Split(text, ",") {
		n := int64(own[min(i, len(own)-1)])
		if part != self {
			var err error
			if n, err = strconv.ParseInt(part, 10, 64); err != nil {
				return nil, err
			}
		}
		data = order.AppendUint32(data, uint32(n))
	}
	return data, nil
}

func decodeCredentials(data []byte, b Bench) (string, bool) {
	if len(data) != ucredSize {
		return "", false
	}
	pid := strconv.Itoa(int(int32(order.Uint32(data))))
	return fmt.Sprintf("%s,%d,%d", pid, order.Uint32(data[4:]), order.Uint32(data[8:])), true
}

// sameCredentials compares credentials, where self means this process, its user and its group.
func sameCredentials(data []byte, text string, b Bench) bool {
	want, err := encodeCredentials(text, b)
	return err == nil && string(want) == string(data)
}
