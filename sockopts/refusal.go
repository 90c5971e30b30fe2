package sockopts

import (
	"fmt"
	"strings"
)

// Refusal is an errno that setting or reading an option may return, and when.
type Refusal struct {
	Errno string
	When  string // a clause: "the value is not 1 to 255"
}

// Refusals returns what the catalogue knows about how the kernel refuses the option, regardless of the program's state:
// on the wrong socket, with a wrong value, too late, or without the necessary privilege.
func (o *Option) Refusals() []Refusal {
	if o.Call != Sockopt {
		return nil
	}
	var refusals []Refusal
	add := func(on bool, errno, when string) {
		if on {
			refusals = append(refusals, Refusal{errno, when})
		}
	}
	add(!o.Settable(), "ENOPROTOOPT", "it is set, but can only be read")
	add(!o.Readable(), "ENOPROTOOPT", "it is read, but can only be set")
	add(len(o.Applies.Only)+len(o.Applies.Except) > 0, "ENOPROTOOPT or EOPNOTSUPP", "the socket is of another kind")
	if !o.Settable() {
		return refusals
	}
	add(o.bounded(), "EINVAL", "the value is not "+o.Range)
	add(o.whole(), "EINVAL", fmt.Sprintf("the value has fewer than %d bytes", o.Size()))
	add(o.LateErrno != "", o.LateErrno, "it is set too late: set it "+string(o.Phase))
	add(o.Repair, "EPERM", "TCP_REPAIR is off")
	if o.Capability != "" && !o.Repair {
		errno := "EPERM"
		if o.Name == "SO_DEBUG" { // sk_setsockopt in net/core/sock.c
			errno = "EACCES"
		}
		add(true, errno, "the process lacks "+o.Capability)
	}
	add(o.Needs != "", "ENOPROTOOPT or EOPNOTSUPP", "the kernel was built without "+o.Needs)
	return refusals
}

// bounded reports whether a number outside the range is refused, rather than clamped or accepted.
func (o *Option) bounded() bool {
	_, number := o.Codec.(integer)
	at := bounds.FindStringIndex(o.Range)
	return number && o.Kept == nil && o.Rescale == "" && at != nil && at[0] == 0 &&
		!strings.HasPrefix(o.Range[at[1]:], " to ") && !strings.Contains(o.Range, "capability")
}

// whole reports whether the kernel requires all bytes of a C int.
func (o *Option) whole() bool {
	return o.CType == "int" && (o.Level == "SOL_SOCKET" || o.Level == "SOL_TCP")
}
