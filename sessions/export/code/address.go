package code

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/sessions/export/program"
)

// Address returns an expression for an address.
func (k *Words) Address(a *program.Address) string {
	switch {
	case a.Of != nil && a.Raw != nil:
		return k.keptAddress(*a.Of, a.Peer)
	case a.Of != nil && a.Peer:
		return "peer(" + k.Variable(*a.Of) + ")"
	case a.Of != nil:
		return k.Locally + "(" + k.Variable(*a.Of) + ")"
	case strings.Contains(a.Host, ":"):
		return fmt.Sprintf(`ipv6("%s", %d, %s)`, a.Host, a.Port, k.scope(a.Zone))
	case a.Host != "":
		return fmt.Sprintf(`ipv4("%s", %d)`, a.Host, a.Port)
	case strings.HasPrefix(a.Path, "@") && a.Raw[2] == 0:
		return "path(" + k.given(append([]byte{0}, a.Path[1:]...)) + ")"
	case a.Path != "":
		return "path(" + k.given([]byte(a.Path)) + ")"
	}
	return fmt.Sprintf(k.Raw, k.given(a.Raw))
}

// scope returns an expression for the number of an interface; 0 if there is none.
func (k *Words) scope(zone string) string {
	if zone == "" {
		return "0"
	}
	if _, err := strconv.Atoi(zone); err == nil {
		return zone
	}
	return fmt.Sprintf(k.Device, k.Bytes([]byte(zone)))
}

// Item returns an expression for the data of a control message.
func (k *Words) Item(i program.Item) string {
	word := func(at int) uint32 { return binary.NativeEndian.Uint32(i.Data[at:]) }
	switch {
	case len(i.Rights) > 0:
		return fmt.Sprintf(k.Ints, k.descriptors(i.Rights))
	case i.Self != [3]bool{}:
		var ids []string
		for n, name := range []string{"pid", "uid", "gid"} {
			id := fmt.Sprintf(k.Own, name)
			if !i.Self[n] {
				id = strconv.Itoa(int(word(4 * n)))
			}
			ids = append(ids, id)
		}
		return fmt.Sprintf(k.Credentials, strings.Join(ids, ", "))
	case len(i.Data) == 4:
		return fmt.Sprintf(k.AnInt, int32(word(0)))
	case len(i.Data) == 2 && k.Half != "":
		return fmt.Sprintf(k.Half, binary.NativeEndian.Uint16(i.Data))
	}
	return k.Bytes(i.Data)
}
