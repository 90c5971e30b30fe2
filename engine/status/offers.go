package status

import (
	"strconv"

	"netnet-tui/sockopts"
)

// Offers are words for a line that only the engine knows.
type Offers struct {
	Values  map[string][]string `json:"values,omitempty"`  // by option name, for options whose values the machine lists
	Watched map[string][]string `json:"watched,omitempty"` // by name of an epoll: the descriptors on its interest list

	Interfaces map[int]string `json:"interfaces,omitempty"` // the names of the network's interfaces by index
}

// Interface returns the name of the interface whose index is the value of an option; "" if there is none.
func (o Offers) Interface(option *sockopts.Option, value string) string {
	index, err := strconv.Atoi(value)
	if option == nil || option.Among == nil || !option.Among.Indexes || err != nil {
		return ""
	}
	return o.Interfaces[index]
}
