package status

// Offers are words that a line can take, which only the engine knows.
type Offers struct {
	Values  map[string][]string `json:"values,omitempty"`  // those of options whose values the machine lists, by the option's name
	Watched map[string][]string `json:"watched,omitempty"` // by the name of an epoll: the descriptors on its interest list
}
