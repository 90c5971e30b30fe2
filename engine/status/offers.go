package status

import (
	"strconv"

	"netnet-tui/sockopts"
)

// Offers are words that a line can take, which only the engine knows.
type Offers struct {
	Values  map[string][]string `json:"values,omitempty"`  // those of options whose values the machine lists, by the option's name
	Watched map[string][]string `json:"watched,omitempty"` // by the name of an epoll: the descriptors on its interest list

	Interfaces map[int]string `json:"interfaces,omitempty"` // the names of those of the network, by their indexes
}

// Interface is the name of the interface that an option's value stands for, where that is an index;
// "" if there is none.
func (o Offers) Interface(option *sockopts.Option, value string) string {
	index, err := strconv.Atoi(value)
	if option == nil || option.Among == nil || !option.Among.Indexes || err != nil {
		return ""
	}
	return o.Interfaces[index]
}
